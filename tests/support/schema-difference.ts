// Prints what a migrated SQLite file lacks to be what the schema says, as Prisma's engine sees it. It is a process of its
// own because an engine cannot be closed.
import { readFileSync } from "node:fs";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { reachedSchemaFile } from "../../scripts/migration/files";
import { NO_FILTERS, openSchemaEngine } from "../../scripts/migration/schema-engine";
import { ROOT } from "../../scripts/root.mjs";

const path = reachedSchemaFile("sqlite");
const schema = { path, content: readFileSync(path, "utf8") };
const db = await new PrismaBetterSqlite3(
  { url: `file:${process.argv[2]}` },
  { timestampFormat: "unixepoch-ms" },
).connect();
const engine = await openSchemaEngine(schema, db);
const { stdout } = await engine.diff({
  from: { tag: "schemaDatasource", files: [schema], configDir: ROOT },
  to: { tag: "schemaDatamodel", files: [schema] },
  script: false,
  exitCode: null,
  filters: NO_FILTERS,
});
process.stdout.write(stdout ?? "", () => process.exit(0));
