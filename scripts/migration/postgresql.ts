import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { bringUpToDate } from "./apply";
import { readHistory } from "./history";
import { Refusal } from "./refusal";
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
    // Locks and transactions belong to a connection: with only one, every statement uses the right one.
    max: 1,
    connectionTimeoutMillis: 10_000,
    onConnect: (connection) =>
      connection.query("SET timezone = 'UTC'; SET lock_timeout = 0; SET statement_timeout = 0"),
  }).connect();
}

/**
 * Throws a Refusal if a pooler gives every transaction another connection (PgBouncer's pool_mode = transaction): there,
 * what was set for a connection (its time zone, its timeouts) would hold for some statements only.
 */
async function refuseTransactionPooling(url: string): Promise<void> {
  const [ours, other] = await Promise.all([connect(url), connect(url)]);
  try {
    await ours.executeScript("SET lunasentri.probe = 'kept'");
    // In its transaction it keeps the connection that a pooler of transactions has just been given back.
    const transaction = await other.startTransaction();
    await transaction.queryRaw({ sql: "SELECT 1 AS one", args: [], argTypes: [] });
    const { rows } = await ours.queryRaw({
      sql: "SELECT current_setting('lunasentri.probe', true) AS probe",
      args: [],
      argTypes: [],
    });
    await transaction.rollback();
    if (rows[0]?.[0] === "kept") return;
    throw new Refusal(
      "DATABASE_URL leads to a pooler that gives every transaction another connection (PgBouncer: pool_mode = transaction), where timeouts and time zone would not hold.\n" +
        "Set pool_mode = session for this database, or name PostgreSQL itself in DATABASE_URL. LunaSentri has a pool of its own.",
    );
  } finally {
    await Promise.all([ours.dispose(), other.dispose()]);
  }
}

/** Migrates a PostgreSQL database; hosts that start together wait for each other. Returns what was applied. */
export async function migratePostgresql(url: string): Promise<string[]> {
  await refuseTransactionPooling(url);
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
