import type { Database } from "../engine";

/**
 * Writes what was committed to an embedded database from its log into its file. Whoever has written much calls this, or
 * the next report would have to, because SQLite does it in the commit that makes the log long. PostgreSQL does it by
 * itself.
 */
export async function writeBack({ engine, client }: Database): Promise<void> {
  if (engine.kind === "sqlite") await client.$queryRawUnsafe("PRAGMA wal_checkpoint(PASSIVE)");
}
