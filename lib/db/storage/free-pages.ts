import type { Database } from "../engine";
import { retryBusy } from "../transaction";
import { openFile } from "./sqlite-file";

export type FreePages = {
  pages: number;
  free: number;
  /** Gives at most this many free pages back to the filesystem, in one transaction. */
  release: (pages: number) => Promise<void>;
};

/**
 * Calls `work` with the free pages of an embedded database. Does nothing on PostgreSQL, whose autovacuum does this, and in a
 * file that was never prepared for it (scripts/migration/shrinkable.ts).
 */
export async function withFreePages(
  { engine, client }: Database,
  work: (file: FreePages) => Promise<void>,
): Promise<void> {
  if (engine.kind !== "sqlite") return;
  const db = await openFile(client);
  try {
    const read = (name: string) => Number(db.pragma(name, { simple: true }));
    const INCREMENTAL = 2;
    if (read("auto_vacuum") !== INCREMENTAL) return;
    const release = (count: number) =>
      retryBusy(async () => {
        db.exec(`PRAGMA incremental_vacuum(${count})`);
      });
    await work({ pages: read("page_count"), free: read("freelist_count"), release });
  } finally {
    db.close();
  }
}
