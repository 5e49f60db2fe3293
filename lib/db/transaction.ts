import { setTimeout as sleep } from "node:timers/promises";
import { type Database, database, type Tx } from "./client";

const RETRY_FOR_MS = 4_000;
const MAX_WAIT_MS = 5_000;
const MAX_RUN_MS = 10_000;

// Prisma's own codes: busy or timed out, write conflict or deadlock, no connection from the pool, transaction closed.
const BUSY = new Set(["P1008", "P2034", "P2024", "P2028"]);
const UNREACHABLE = new Set(["P1001", "P1002", "P1017", "P1011"]);
// PostgreSQL: serialization failure, deadlock, lock not available.
const BUSY_SQLSTATE = new Set(["40001", "40P01", "55P03"]);
// PostgreSQL: query cancelled, too many connections, shutting down, starting up, idle transaction ended; disk full.
const UNREACHABLE_SQLSTATE = /^(57\w{3}|53\w{3}|08\w{3}|25P0[34])$/;
const NETWORK = new Set(["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EPIPE", "ENOTFOUND", "EAI_AGAIN"]);

/** Every code of an error and its causes: Prisma's, the driver's and the database's. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  const seen = new Set<unknown>();
  const visit = (value: unknown, depth: number) => {
    if (typeof value !== "object" || value === null || depth > 6 || seen.has(value)) return;
    seen.add(value);
    const fields = value as Record<string, unknown>;
    for (const name of ["code", "originalCode", "kind"])
      if (typeof fields[name] === "string") codes.push(fields[name]);
    for (const name of ["cause", "meta", "driverAdapterError"]) visit(fields[name], depth + 1);
  };
  visit(error, 0);
  return codes;
}

/** Whether the same work can simply be retried: something else held a lock. */
function isBusy(error: unknown): boolean {
  return codesOf(error).some(
    (code) =>
      BUSY.has(code) ||
      BUSY_SQLSTATE.has(code) ||
      code === "SocketTimeout" ||
      code === "SQLITE_BUSY" ||
      code === "TransactionWriteConflict",
  );
}

/** Whether the database is unavailable right now, as opposed to a wrong statement. */
export function isUnavailable(error: unknown): boolean {
  return (
    isBusy(error) ||
    codesOf(error).some(
      (code) =>
        UNREACHABLE.has(code) ||
        UNREACHABLE_SQLSTATE.test(code) ||
        NETWORK.has(code) ||
        /^SQLITE_(FULL|IOERR|CANTOPEN|READONLY|LOCKED)/.test(code) ||
        code === "DatabaseNotReachable" ||
        code === "ConnectionClosed",
    )
  );
}

/** Retries the work, with growing pauses, while the database is busy, for at most about four seconds. */
export async function retryBusy<T>(run: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  for (let attempt = 0; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (!isBusy(error) || performance.now() - startedAt > RETRY_FOR_MS) throw error;
      await sleep(Math.random() * Math.min(200, 5 * 2 ** attempt));
    }
  }
}

/** Runs everything or nothing, and retries while the database is busy. On SQLite begin with a write: it takes the lock. */
export async function transaction<T>(run: (tx: Tx) => Promise<T>, on?: Database): Promise<T> {
  const { client } = on ?? (await database());
  return retryBusy(() => client.$transaction(run, { maxWait: MAX_WAIT_MS, timeout: MAX_RUN_MS }));
}
