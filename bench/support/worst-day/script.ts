import { PrismaPg } from "@prisma/adapter-pg";
import Sqlite from "better-sqlite3";
import type { DatabaseConfig } from "@/lib/base/env";

/** Writes a time, given in SQL as milliseconds since 1970, as this engine stores it. */
export type TimeSql = (ms: string) => string;

/** SQL for a numbered table `n(i)` of 1 to this number. */
export const count = (to: number) =>
  `WITH RECURSIVE n(i) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < ${to})`;

/** Runs statements that fill a database in bulk, on a connection of their own; they differ between engines only in times. */
export async function runScript(
  config: DatabaseConfig,
  write: (time: TimeSql) => readonly string[],
): Promise<void> {
  if (config.kind === "sqlite") {
    const db = new Sqlite(config.file);
    // Checking each of a million rows would take long.
    db.pragma("foreign_keys = OFF");
    db.transaction(() => {
      for (const sql of write((ms) => ms)) db.exec(sql);
    })();
    db.close();
    return;
  }
  const connection = await new PrismaPg({ connectionString: config.url, max: 1 }).connect();
  try {
    const time = (ms: string) => `(to_timestamp((${ms}) / 1000.0) AT TIME ZONE 'UTC')`;
    for (const sql of write(time)) await connection.executeScript(sql);
    // As autovacuum leaves it. On SQLite the product has no statistics either.
    await connection.executeScript("ANALYZE");
  } finally {
    await connection.dispose();
  }
}
