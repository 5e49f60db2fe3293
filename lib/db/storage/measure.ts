import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../engine";
import type { Client } from "../tx";
import { openFile } from "./sqlite-file";

/** A table with its indexes. On PostgreSQL the rows are an estimate. */
export type TableSize = { table: string; rows: number; bytes: number };

/** How long other work waits while an embedded database is read, and how long it has its turn then. */
const SLICE_MS = 4;
const PAUSE_MS = 4;
/** A job must end; a database that takes longer is very large, or on a very slow disk. */
const LIMIT_MS = 30_000;

/** The size of the whole database, at a glance. */
export async function databaseBytes({ engine, client }: Database): Promise<number> {
  const [row] =
    engine.kind === "sqlite"
      ? await client.$queryRaw<{ bytes: unknown }[]>`
          SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size`
      : await client.$queryRaw<{ bytes: unknown }[]>`SELECT pg_database_size(current_database()) AS bytes`;
  return Number(row?.bytes);
}

/** What each table holds, the largest first. Null: to find out would take too long. */
export async function measureTables(database: Database): Promise<TableSize[] | null> {
  const { engine, client } = database;
  const tables = await (engine.kind === "sqlite" ? readPages(client) : readStatistics(client));
  return tables?.sort((one, other) => other.bytes - one.bytes) ?? null;
}

/** Goes through all pages of the file, a few at a time; it locks nothing. */
async function readPages(client: Client): Promise<TableSize[] | null> {
  const db = await openFile(client);
  const sizes = new Map<string, TableSize>();
  const startedMs = performance.now();
  try {
    const pages = db
      .prepare(
        `SELECT s.tbl_name AS tableName, s.type = 'table' AND d.pagetype = 'leaf' AS holdsRows, d.ncell, d.pgsize
         FROM dbstat d JOIN sqlite_schema s ON s.name = d.name`,
      )
      .raw()
      .iterate() as IterableIterator<[string, number, number, number]>;
    let sliceEndMs = startedMs + SLICE_MS;
    for (const [table, holdsRows, cells, bytes] of pages) {
      const size = sizes.get(table) ?? { table, rows: 0, bytes: 0 };
      sizes.set(table, size);
      size.rows += holdsRows ? cells : 0;
      size.bytes += bytes;
      const nowMs = performance.now();
      if (nowMs < sliceEndMs) continue;
      if (nowMs > startedMs + LIMIT_MS) return null;
      await sleep(PAUSE_MS);
      sliceEndMs = performance.now() + SLICE_MS;
    }
  } finally {
    db.close();
  }
  return [...sizes.values()];
}

async function readStatistics(client: Client): Promise<TableSize[]> {
  const rows = await client.$queryRaw<{ table: string; rows: unknown; bytes: unknown }[]>`
    SELECT c.relname::text AS "table", pg_total_relation_size(c.oid) AS bytes,
      CASE WHEN c.reltuples < 0 THEN pg_stat_get_live_tuples(c.oid) ELSE c.reltuples::bigint END AS rows
    FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace`;
  return rows.map(({ table, rows: count, bytes }) => ({ table, rows: Number(count), bytes: Number(bytes) }));
}
