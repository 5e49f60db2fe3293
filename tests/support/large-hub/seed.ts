import { PrismaPg } from "@prisma/adapter-pg";
import Sqlite from "better-sqlite3";
import type { DatabaseConfig } from "@/lib/base/env";
import { seedStatements } from "./seed-statements";
import type { Shape } from "./shape";

const ON_SQLITE = { time: (ms: string) => ms };
const ON_POSTGRESQL = { time: (ms: string) => `(to_timestamp((${ms}) / 1000.0) AT TIME ZONE 'UTC')` };
/** Tables whose ids the statements choose themselves. */
const NUMBERED = ["teams", "users", "machines", "agent_keys", "channels", "incidents", "chat_messages"];

/** Fills a migrated, empty database in this shape. */
export async function seedLargeHub(config: DatabaseConfig, shape: Shape, nowMs: number): Promise<void> {
  if (config.kind === "sqlite") seedSqlite(config.file, seedStatements(shape, ON_SQLITE, nowMs));
  else await seedPostgresql(config.url, seedStatements(shape, ON_POSTGRESQL, nowMs));
}

function seedSqlite(file: string, statements: readonly string[]): void {
  const db = new Sqlite(file);
  db.pragma("journal_mode = WAL");
  // As below: nothing is checked.
  db.pragma("foreign_keys = OFF");
  db.transaction(() => {
    for (const sql of statements) db.exec(sql);
  })();
  db.pragma("wal_checkpoint(TRUNCATE)");
  db.close();
}

async function seedPostgresql(url: string, statements: readonly string[]): Promise<void> {
  const adapter = await new PrismaPg({ connectionString: url, max: 1 }).connect();
  try {
    await adapter.executeScript("SET timezone = 'UTC'");
    // They refer to nothing that is not there, and checking each of a million rows would take long.
    await adapter.executeScript("SET session_replication_role = replica");
    for (const sql of statements) await adapter.executeScript(sql);
    for (const table of NUMBERED)
      await adapter.executeScript(
        `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max(id) FROM ${table}))`,
      );
    // As autovacuum leaves it: with statistics, and pages that index-only scans need not look at.
    await adapter.executeScript("VACUUM ANALYZE");
  } finally {
    await adapter.dispose();
  }
}
