import { mkdirSync } from "node:fs";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { type DatabaseConfig, env } from "../env";
import { processState } from "../process-state";
import type { Engine } from "./engine";
import { PrismaClient as PostgresqlClient } from "./generated/postgresql/client";
import { type Prisma, PrismaClient } from "./generated/sqlite/client";
import { postgresqlEngine } from "./postgresql";
import { sqliteEngine } from "./sqlite";
import { sqliteAdapterFactory } from "./sqlite-adapter";

export type Client = PrismaClient;
export type Tx = Prisma.TransactionClient;

export type Database = {
  client: Client;
  engine: Engine;
  close(): Promise<void>;
};

const POSTGRESQL_SESSION = [
  // Prisma's DateTime is a timestamp without zone: now() must mean UTC whatever the database is set to.
  "-c timezone=UTC",
  "-c lock_timeout=1000",
  "-c statement_timeout=5000",
  "-c idle_in_transaction_session_timeout=5000",
].join(" ");

/** Opens one client on a database. Use it for tests and short-lived processes; everything else takes database(). */
export async function openDatabase(
  config: DatabaseConfig,
  { synchronous, connections = 10 }: { synchronous: "NORMAL" | "FULL"; connections?: number },
): Promise<Database> {
  if (config.kind === "sqlite") {
    mkdirSync(path.dirname(config.file), { recursive: true, mode: 0o700 });
    const client = new PrismaClient({ adapter: sqliteAdapterFactory({ file: config.file, synchronous }) });
    return { client, engine: sqliteEngine, close: () => client.$disconnect() };
  }
  const adapter = new PrismaPg({
    connectionString: config.url,
    options: POSTGRESQL_SESSION,
    max: connections,
    connectionTimeoutMillis: 5_000,
  });
  // The two clients have the same methods but unassignable types; this is the one place that says so.
  const client = new PostgresqlClient({ adapter }) as unknown as PrismaClient;
  return { client, engine: postgresqlEngine, close: () => client.$disconnect() };
}

/** The one database of this process, opened at first use. */
export function database(): Promise<Database> {
  return processState("database", () =>
    openDatabase(env().database, { synchronous: env().sqliteSynchronous }),
  );
}
