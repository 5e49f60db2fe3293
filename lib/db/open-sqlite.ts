import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Database } from "./engine";
import { PrismaClient } from "./generated/sqlite/client";
import { sqliteEngine } from "./sqlite";
import { type RunPrepared, sqliteAdapterFactory } from "./sqlite-adapter";
import type { Client } from "./tx";

/** Opens the embedded database in this file, and creates the file and its folder if they are missing. */
export function openSqlite({
  file,
  synchronous,
}: {
  file: string;
  synchronous: "NORMAL" | "FULL";
}): Database {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  let runPrepared: RunPrepared | null = null;
  const adapter = sqliteAdapterFactory({
    file,
    synchronous,
    connected: (run) => {
      runPrepared = run;
    },
  });
  const client = new PrismaClient({ adapter }) as unknown as Client;
  return {
    client,
    engine: sqliteEngine,
    async runPrepared(work) {
      if (runPrepared === null) await client.$connect();
      if (runPrepared === null) throw new Error("Prisma connected without its adapter");
      return runPrepared(work);
    },
    close: () => client.$disconnect(),
  };
}
