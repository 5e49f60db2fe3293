import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { derivePostgresqlSchema } from "./derive-schema.mjs";
import { type EngineKind, reachedSchemaFile } from "./migration/files";
import { offlineAdapter } from "./migration/offline-adapter";
import { NO_FILTERS, openSchemaEngine } from "./migration/schema-engine";
import { ROOT } from "./root.mjs";

const MIGRATIONS = path.join(ROOT, "prisma/migrations");

const PROVIDERS = { sqlite: "sqlite", postgresql: "postgres" } as const;

/**
 * Prisma declares an autoincrementing BigInt as BIGINT, which SQLite does not treat as the row id: such a column would
 * never get a value by itself. INTEGER holds the same 64 bits.
 */
function withRowIds(sql: string): string {
  return sql.replaceAll(
    /"id" BIGINT NOT NULL PRIMARY KEY(?! AUTOINCREMENT)/g,
    '"id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT',
  );
}

async function difference(kind: EngineKind, schema: string): Promise<string | null> {
  const file = path.join(ROOT, "prisma", kind, "schema.prisma");
  const engine = await openSchemaEngine({ path: file, content: schema }, offlineAdapter(PROVIDERS[kind]));
  const asTarget = (content: string) => ({
    tag: "schemaDatamodel" as const,
    files: [{ path: file, content }],
  });
  const { exitCode, stdout } = await engine.diff({
    from: asTarget(readFileSync(reachedSchemaFile(kind), "utf8")),
    to: asTarget(schema),
    script: true,
    exitCode: true,
    filters: NO_FILTERS,
  });
  if (exitCode === 0 || stdout === null) return null;
  return kind === "sqlite" ? withRowIds(stdout) : stdout;
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const name = process.argv[2] ?? "";
if (!/^[a-z0-9_]+$/.test(name)) fail("Usage: npm run new-migration -- NAME (lower-case letters, digits, _)");

const source = readFileSync(path.join(ROOT, "prisma/schema.prisma"), "utf8");
const schemas = { sqlite: source, postgresql: derivePostgresqlSchema(source) };
const scripts = {
  sqlite: await difference("sqlite", schemas.sqlite),
  postgresql: await difference("postgresql", schemas.postgresql),
};
const id = `${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}_${name}`;
for (const kind of ["sqlite", "postgresql"] as const) {
  const sql = scripts[kind];
  if (sql === null) fail("The schema has not changed since the latest migration: no migration written.");
  const folder = path.join(MIGRATIONS, kind, id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "migration.sql"), sql);
  writeFileSync(reachedSchemaFile(kind), schemas[kind]);
  process.stdout.write(`${path.relative(ROOT, folder)}/migration.sql\n`);
}
process.exit(0);
