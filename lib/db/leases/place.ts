import { mkdirSync, statSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { z } from "zod";
import { logger } from "@/lib/base/logger";

/** So many workers of one data folder find a place of their own. */
const PLACES = 64;

export type Place = {
  /** Workers that held a place in this folder and are dead for certain. */
  dead: string[];
  /** Forgets the dead, once nothing is theirs any more. */
  forget: () => void;
  /** Gives the place up: this worker leaves nothing to take over. */
  leave: () => void;
};

// A file that nothing refers to is closed by the garbage collector, and its lock is gone.
const held = new Set<Sqlite.Database>();

const names = z.array(z.object({ worker: z.string(), file: z.string() }));

/**
 * Takes a place in the data folder for this worker, until it dies. A place is a small SQLite file that its holder keeps
 * locked: the kernel lets go of the lock when the process ends, however it ends, so a name found in a file that nobody
 * locks is the name of a dead worker. Where no place can be taken, nobody is known to be dead.
 */
export function takePlace({ folder, workerId }: { folder: string; workerId: string }): Place {
  const entered: { place: Sqlite.Database; left: string[] }[] = [];
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (let number = 1; number <= PLACES; number++) {
      const file = path.join(folder, `worker-${number}.place`);
      // Once it has its own it looks at the others too: of several workers, fewer may have come back.
      if (entered.length > 0 && statSync(file, { throwIfNoEntry: false }) === undefined) break;
      const found = enter(file);
      if (found === null) continue;
      if (entered.length === 0) keep({ place: found.place, file, worker: workerId });
      entered.push(found);
    }
  } catch (error) {
    logger("worker").warn({ err: error }, "No place could be taken in the data folder");
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

/** Locks a place and reads who held it. Null: somebody alive does. */
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

/** A copy of the folder elsewhere consists of other files: whom they name may live on. */
function identityOf(file: string): string {
  const { ino, birthtimeMs } = statSync(file);
  return `${ino} ${Math.round(birthtimeMs)}`;
}
