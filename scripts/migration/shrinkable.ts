import { statSync } from "node:fs";
import path from "node:path";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import Sqlite from "better-sqlite3";

const INCREMENTAL = 2;
const MIB = 1024 * 1024;
/** A smaller file takes less than a moment. */
const WORTH_SAYING_BYTES = 50 * MIB;

/** Whether free space of this database can be given back to the filesystem. */
export async function isShrinkable(db: SqlDriverAdapter): Promise<boolean> {
  const { rows } = await db.queryRaw({ sql: "PRAGMA auto_vacuum", args: [], argTypes: [] });
  return Number(rows[0]?.[0]) === INCREMENTAL;
}

/**
 * Rewrites an SQLite file that no process of the hub uses so that its free space can be given back from then on. If there
 * is no room for a second copy meanwhile, it says so, and the file stays as it was.
 */
export function makeShrinkable(file: string): void {
  const { size } = statSync(file);
  if (size > WORTH_SAYING_BYTES)
    process.stdout.write(
      `Preparing the database (${Math.round(size / MIB)} MB) to give back free space. This happens once.\n`,
    );
  // Not /tmp, which may be small, and in memory.
  process.env.SQLITE_TMPDIR = path.dirname(path.resolve(file));
  const db = new Sqlite(file);
  try {
    db.exec(`PRAGMA auto_vacuum = ${INCREMENTAL}; VACUUM`);
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError)) throw error;
    process.stderr.write(
      `The database cannot give back free space yet (${error.message}). It needs as much free space as it takes, once; the next start tries again.\n`,
    );
  } finally {
    db.close();
  }
}
