import { type DatabaseConfig, env } from "../env";
import { processState } from "../process-state";
import type { Engine } from "./engine";
import type { Prisma, PrismaClient } from "./generated/sqlite/client";

/** Both engines' clients are typed as the SQLite one. */
export type Client = PrismaClient;
export type Tx = Prisma.TransactionClient;

export type Database = {
  client: Client;
  engine: Engine;
  close(): Promise<void>;
};

/** Opens one client on a database. Use it for tests and short-lived processes; everything else takes database(). */
export async function openDatabase(
  config: DatabaseConfig,
  { synchronous }: { synchronous: "NORMAL" | "FULL" },
): Promise<Database> {
  // Only the engine that is used is loaded: a client and its query compiler take some fifty megabytes.
  if (config.kind === "sqlite") {
    const { openSqlite } = await import("./open-sqlite");
    return openSqlite({ file: config.file, synchronous });
  }
  const { openPostgresql } = await import("./open-postgresql");
  return openPostgresql({ url: config.url });
}

/** The one database of this process, opened at first use. */
export function database(): Promise<Database> {
  return processState("database", () =>
    openDatabase(env().database, { synchronous: env().sqliteSynchronous }),
  );
}
