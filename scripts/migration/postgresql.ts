import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { bringUpToDate } from "./apply";
import { readHistory } from "./history";
import { waitUntilStopped } from "./running";

// Any constant works, as long as no other program on the same database uses it.
const LOCK_KEY = 7_420_251_017;

/** Sends a script whole, so that it is one transaction; the adapter would split it at every semicolon. */
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
    // Locks and transactions belong to a connection: with only one, every statement uses the right one.
    max: 1,
    connectionTimeoutMillis: 10_000,
  }).connect();
}

/** Migrates a PostgreSQL database; hosts that start together wait for each other. Returns what was applied. */
export async function migratePostgresql(url: string): Promise<string[]> {
  const db = sendingWholeScripts(await connect(url));
  await db.queryRaw({
    sql: `SELECT true AS locked FROM pg_advisory_lock(${LOCK_KEY})`,
    args: [],
    argTypes: [],
  });
  const history = await readHistory(db, "postgresql", "The database in DATABASE_URL");
  if (history.pending.length > 0 && !history.isNew) await waitUntilStopped(db);
  await bringUpToDate("postgresql", { db, history });
  await db.dispose();
  return history.pending;
}
