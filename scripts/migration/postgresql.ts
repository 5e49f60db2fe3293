import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { bringUpToDate } from "./apply";
import { readHistory } from "./history";

// Any constant will do, as long as no other program on the same database takes it.
const LOCK_KEY = 7_420_251_017;

/** A script goes to the server whole, and is therefore one transaction; the adapter would cut it at every semicolon. */
function sendingWholeScripts(adapter: SqlDriverAdapter): SqlDriverAdapter {
  adapter.executeScript = async (sql) => {
    await adapter.executeRaw({ sql, args: [], argTypes: [] });
  };
  return adapter;
}

function connect(url: string): Promise<SqlDriverAdapter> {
  return new PrismaPg({
    connectionString: url,
    options: "-c timezone=UTC -c lock_timeout=0 -c statement_timeout=0",
    // Locks and transactions belong to a connection: with one, every statement finds its own.
    max: 1,
    connectionTimeoutMillis: 10_000,
  }).connect();
}

/** Migrates a PostgreSQL database; hosts that start together wait for one another. Returns what was applied. */
export async function migratePostgresql(url: string): Promise<string[]> {
  const db = sendingWholeScripts(await connect(url));
  await db.queryRaw({
    sql: `SELECT true AS locked FROM pg_advisory_lock(${LOCK_KEY})`,
    args: [],
    argTypes: [],
  });
  const history = await readHistory(db, "postgresql", "The database in DATABASE_URL");
  await bringUpToDate("postgresql", { db, history });
  await db.dispose();
  return history.pending;
}
