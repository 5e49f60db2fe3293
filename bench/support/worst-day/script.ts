import Sqlite from "better-sqlite3";
import type { DatabaseConfig } from "@/lib/base/env";
import { runSql } from "../../../tests/support/postgresql-server";

/** Writes a time, given in SQL as milliseconds since 1970, as this engine stores it. */
export type TimeSql = (ms: string) => string;

/** SQL for a numbered table `n(i)` of 1 to this number. */
export const count = (to: number) =>
  `WITH RECURSIVE n(i) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < ${to})`;

/** Runs statements that fill a database in bulk; they differ between engines only in times. */
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
  const time = (ms: string) => `(to_timestamp((${ms}) / 1000.0) AT TIME ZONE 'UTC')`;
  // Statistics as autovacuum leaves them. On SQLite the product has none either.
  for (const sql of [...write(time), "ANALYZE"]) await runSql(config.url, sql);
}
