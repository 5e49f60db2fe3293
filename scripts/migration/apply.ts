import { readFileSync } from "node:fs";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { type EngineKind, migrationsList, reachedSchemaFile, readEnsureScript } from "./files";
import type { History } from "./history";
import { NO_FILTERS, openSchemaEngine } from "./schema-engine";

function dropViews(): string {
  const names = [...readEnsureScript("views").matchAll(/^CREATE VIEW (\w+)/gm)].map(([, name]) => name);
  return names.map((name) => `DROP VIEW IF EXISTS ${name};`).join("\n");
}

async function runPending(kind: EngineKind, db: SqlDriverAdapter, history: History): Promise<void> {
  const schema = readFileSync(reachedSchemaFile(kind), "utf8");
  const engine = await openSchemaEngine({ path: "schema.prisma", content: schema }, db);
  for (const migrationName of history.broken) await engine.markMigrationRolledBack({ migrationName });
  await engine.applyMigrations({ migrationsList: migrationsList(kind), filters: NO_FILTERS });
}

/**
 * Brings a database to this version: pending migrations, then what the schema cannot express (views, first rows, storage
 * settings). Views are recreated every time, because SQLite cannot redefine a table that a view reads.
 */
export async function bringUpToDate(
  kind: EngineKind,
  { db, history }: { db: SqlDriverAdapter; history: History },
): Promise<void> {
  if (history.pending.length > 0) {
    await db.executeScript(dropViews());
    await runPending(kind, db, history);
  }
  const ensure = [dropViews(), readEnsureScript("views"), readEnsureScript("rows")];
  await db.executeScript(
    kind === "sqlite"
      ? ["BEGIN IMMEDIATE;", ...ensure, "COMMIT;"].join("\n")
      : [...ensure, readEnsureScript("postgresql")].join("\n"),
  );
}
