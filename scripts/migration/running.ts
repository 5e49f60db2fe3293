import { setTimeout as sleep } from "node:timers/promises";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { Refusal } from "./refusal";

const LOOK_EVERY_MS = 500;
/** An ingest process writes twice a second and a worker once: one that writes nothing for this long has stopped. */
const QUIET_MS = 3_000;
/** A process that was asked to stop needs at most this long. */
const PATIENCE_MS = 10_000;

const SIGNS = `SELECT id, CAST(pulsed_at AS TEXT) FROM web_processes WHERE ended_at IS NULL
  UNION ALL SELECT id, CAST(last_scan_at AS TEXT) FROM worker_beats WHERE ended_at IS NULL`;

/** The latest sign of life of each process that has not signed off, by its id. */
async function readSigns(db: SqlDriverAdapter): Promise<Map<string, string>> {
  const { rows } = await db.queryRaw({ sql: SIGNS, args: [], argTypes: [] });
  return new Map(rows.map(([id, sign]) => [String(id), String(sign)]));
}

/** The processes that have written since an earlier look: a sign that changed, or a process that is new. */
export function listWriting(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  return [...now].flatMap(([id, sign]) => (before.get(id) === sign ? [] : [id]));
}

/**
 * Waits until no process of the hub writes to the database. Throws a Refusal if one continues: an older version beside
 * changed tables would fail after it has sent, and send again. It compares what processes wrote, never two clocks.
 */
export async function waitUntilStopped(db: SqlDriverAdapter): Promise<void> {
  const startedMs = performance.now();
  let quietSinceMs = startedMs;
  let last = await readSigns(db);
  while (last.size > 0 && performance.now() - quietSinceMs < QUIET_MS) {
    await sleep(LOOK_EVERY_MS);
    const signs = await readSigns(db);
    const nowMs = performance.now();
    if (listWriting(last, signs).length > 0) quietSinceMs = nowMs;
    if (quietSinceMs - startedMs > PATIENCE_MS)
      throw new Refusal(
        "An older LunaSentri is still running on this database, and this version changes its tables. The database was not touched.\n" +
          "Stop LunaSentri on every host, then start this version. Deadlines stand still meanwhile, and agents keep their samples.",
      );
    last = signs;
  }
}
