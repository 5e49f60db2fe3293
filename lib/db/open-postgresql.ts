import { PrismaPg } from "@prisma/adapter-pg";
import type { Database } from "./engine";
import { PrismaClient } from "./generated/postgresql/client";
import { postgresqlEngine } from "./postgresql";
import { runPrepared } from "./postgresql-prepared";
import { MAX_RUN_MS } from "./statements";
import type { Client } from "./tx";

// Set by statements: a pooler such as PgBouncer does not pass on options of a connection's start.
export const SESSION = [
  // Prisma's DateTime is a timestamp without zone: now() must mean UTC whatever the database is set to.
  "SET timezone = 'UTC'",
  "SET lock_timeout = 1000",
  "SET statement_timeout = 5000",
  "SET idle_in_transaction_session_timeout = 5000",
  // In memory and on today's disks any page costs about the same. PostgreSQL's own figure is for turning disks, and has it
  // read whole tables, which grow, for a few hundred rows that an index finds.
  "SET random_page_cost = 1.1",
].join("; ");

const CONNECTIONS = 10;
// A group commit follows the one before, so one of its own is enough, and no page can keep it waiting.
const PREPARED_CONNECTIONS = 1;
const CONNECT_TIMEOUT_MS = 5_000;

/** Opens connection pools to a PostgreSQL database; they connect at the first query. */
export function openPostgresql({ url }: { url: string }): Database {
  const config = {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    // The pool gives a connection away only once this has succeeded.
    onConnect: (connection: { query(sql: string): Promise<unknown> }) => connection.query(SESSION),
  };
  const adapter = new PrismaPg({ ...config, max: CONNECTIONS });
  // The two clients have the same methods but unassignable types; this is the one place that says so.
  const client = new PrismaClient({ adapter }) as unknown as Client;
  // Prisma's own package knows which driver fits.
  const prepared = new PrismaPg({
    ...config,
    max: PREPARED_CONNECTIONS,
    pipeline: true,
    query_timeout: MAX_RUN_MS,
  }).connect();
  return {
    client,
    engine: postgresqlEngine,
    runPrepared: async (work) => runPrepared((await prepared).underlyingDriver(), work),
    async close() {
      await client.$disconnect();
      await (await prepared).dispose();
    },
  };
}
