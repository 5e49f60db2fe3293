import { PrismaPg } from "@prisma/adapter-pg";
import type { Database } from "./engine";
import { PrismaClient } from "./generated/postgresql/client";
import { postgresqlEngine } from "./postgresql";
import type { Client } from "./tx";

const SESSION = [
  // Prisma's DateTime is a timestamp without zone: now() must mean UTC whatever the database is set to.
  "-c timezone=UTC",
  "-c lock_timeout=1000",
  "-c statement_timeout=5000",
  "-c idle_in_transaction_session_timeout=5000",
].join(" ");

const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5_000;

/** Opens a connection pool to a PostgreSQL database; it connects at the first query. */
export function openPostgresql({ url }: { url: string }): Database {
  const adapter = new PrismaPg({
    connectionString: url,
    options: SESSION,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  // The two clients have the same methods but unassignable types; this is the one place that says so.
  const client = new PrismaClient({ adapter }) as unknown as Client;
  return { client, engine: postgresqlEngine, close: () => client.$disconnect() };
}
