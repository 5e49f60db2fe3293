import { mkdirSync, statSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { z } from "zod";
import { logger } from "@/lib/base/logger";

/** How many workers can share a data folder and still get a slot each. */
const PLACES = 64;

export type Place = {
  /** Workers that held a slot in this folder and are certainly dead. */
  dead: string[];
  /** Forgets the dead workers, once everything they held has been released. */
  forget: () => void;
  /** Gives up the slot: this worker has released everything. */
  leave: () => void;
};

// Without a reference the garbage collector would close the file and release its lock.
const held = new Set<Sqlite.Database>();

const names = z.array(z.object({ worker: z.string(), file: z.string() }));

/**
 * Takes a worker slot in the data folder, for the life of this process. A slot is a small SQLite file that its holder
 * keeps locked. The kernel releases the lock when the process ends, however it ends, so a name in an unlocked file is
 * that of a dead worker. If no slot can be taken, no worker is known to be dead.
 */
export function takeWorkerSlot({ folder, workerId }: { folder: string; workerId: string }): Place {
  const entered: { place: Sqlite.Database; left: string[] }[] = [];
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (let number = 1; number <= PLACES; number++) {
      const file = path.join(folder, `worker-${number}.place`);
      // With a slot of its own it also checks the others: fewer workers may have come back than there were.
      if (entered.length > 0 && statSync(file, { throwIfNoEntry: false }) === undefined) break;
      const found = enter(file);
      if (found === null) continue;
      if (entered.length === 0) keep({ place: found.place, file, worker: workerId });
      entered.push(found);
    }
  } catch (error) {
    logger("worker").warn({ err: error }, "No worker slot could be taken in the data folder");
  }
  const dead = entered.flatMap(({ left }) => left);
  return {
    dead,
    forget() {
      entered.forEach(({ place }, index) => {
        place.prepare("DELETE FROM holder WHERE worker <> ?").run(workerId);
        if (index > 0) place.close();
      });
    },
    leave() {
      const own = entered[0]?.place;
      if (own === undefined) return;
      own.exec("DELETE FROM holder");
      own.close();
      held.delete(own);
    },
  };
}

/** Locks a slot and reads who held it. Null: a living worker holds it. */
function enter(file: string): { place: Sqlite.Database; left: string[] } | null {
  const place = new Sqlite(file, { timeout: 0 });
  try {
    // The lock outlasts the transaction, until the file is closed.
    place.pragma("locking_mode = EXCLUSIVE");
    place.exec(
      "BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS holder (worker TEXT PRIMARY KEY, file TEXT); COMMIT",
    );
    const held = names.parse(place.prepare("SELECT worker, file FROM holder").all());
    const identity = identityOf(file);
    return { place, left: held.flatMap((row) => (row.file === identity ? [row.worker] : [])) };
  } catch (error) {
    place.close();
    if (error instanceof Sqlite.SqliteError && error.code === "SQLITE_BUSY") return null;
    throw error;
  }
}

function keep({ place, file, worker }: { place: Sqlite.Database; file: string; worker: string }): void {
  place.prepare("INSERT INTO holder VALUES (?, ?)").run(worker, identityOf(file));
  held.add(place);
}

/** In a copy of the folder the files are different ones: the workers they name may still be alive elsewhere. */
function identityOf(file: string): string {
  const { ino, birthtimeMs } = statSync(file);
  return `${ino} ${Math.round(birthtimeMs)}`;
}
