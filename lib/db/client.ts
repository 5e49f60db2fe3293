import { type DatabaseConfig, env } from "@/lib/base/env";
import { processState } from "@/lib/base/process-state";
import type { Database } from "./engine";

export type { Database } from "./engine";
export type { Client, Tx } from "./tx";

/** Opens a client on a database. Use it in tests and short-lived processes; everything else uses database(). */
export async function openDatabase(
  config: DatabaseConfig,
  { synchronous }: { synchronous: "NORMAL" | "FULL" },
): Promise<Database> {
  // Load only the engine in use: a client and its query compiler take some fifty megabytes.
  if (config.kind === "sqlite") {
    const { openSqlite } = await import("./open-sqlite");
    return openSqlite({ file: config.file, synchronous });
  }
  const { openPostgresql } = await import("./open-postgresql");
  return openPostgresql({ url: config.url });
}

/** The only database of this process, opened at first use. */
export function database(): Promise<Database> {
  return processState("database", () =>
    openDatabase(env().database, { synchronous: env().sqliteSynchronous }),
  );
}
