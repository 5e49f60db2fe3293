import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Database } from "./engine";
import { PrismaClient } from "./generated/sqlite/client";
import { sqliteEngine } from "./sqlite";
import { sqliteAdapterFactory } from "./sqlite-adapter";
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
  const adapter = sqliteAdapterFactory({ file, synchronous });
  const client = new PrismaClient({ adapter }) as unknown as Client;
  return { client, engine: sqliteEngine, close: () => client.$disconnect() };
}
