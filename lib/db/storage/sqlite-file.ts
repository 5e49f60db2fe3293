import Sqlite from "better-sqlite3";
import type { Client } from "../tx";

// Waiting for SQLite's lock blocks the event loop.
const BUSY_TIMEOUT_MS = 20;

/** The file of an embedded database. */
export async function fileOf(client: Pick<Client, "$queryRaw">): Promise<string> {
  const [main] = await client.$queryRaw<{ file: string }[]>`
    SELECT file FROM pragma_database_list WHERE name = 'main'`;
  if (main === undefined) throw new Error("the embedded database has no file");
  return main.file;
}

/**
 * A connection of its own, for what Prisma's cannot do: it runs one step of a statement that frees a page with each, and
 * reads a result only as a whole.
 */
export async function openFile(client: Pick<Client, "$queryRaw">): Promise<Sqlite.Database> {
  return new Sqlite(await fileOf(client), { timeout: BUSY_TIMEOUT_MS, fileMustExist: true });
}
