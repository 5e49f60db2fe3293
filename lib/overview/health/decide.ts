import type { HealthView } from "./schema";

/** Without a sign of life for so long, the pulse or the worker counts as behind; both write every second. */
const MAX_BEAT_AGE_MS = 10_000;

/** When each part last did its work, by one clock; null: never. */
export type WorkerFreshness = {
  heardAtMs: number | null;
  scannedAt: Date | null;
  clockMs: number;
  /** Since when the oldest sendable delivery has been waiting, and when one was last tried. */
  outbox: { dueSince: Date | null; triedAt: Date | null };
};

type Check = HealthView["checks"]["pulse"];

const UNKNOWN: Check = { ok: false, message: "Unknown while the database does not answer.", age_ms: null };

/** Decides whether every part of the hub works, by when each last did. Null: the database does not answer. */
export function decideHealth(beats: WorkerFreshness | null): HealthView {
  const checks: HealthView["checks"] =
    beats === null
      ? {
          database: {
            ok: false,
            message: "The database does not answer: nothing can be recorded, detected or sent.",
            age_ms: null,
          },
          pulse: UNKNOWN,
          worker: UNKNOWN,
          outbox: UNKNOWN,
        }
      : {
          database: { ok: true, message: "The database answers.", age_ms: null },
          pulse: decideWorkerFreshness(beats.clockMs, beats.heardAtMs, {
            ok: "The hub can receive reports.",
            behind:
              "The hub cannot receive reports, so no machine's silence counts. If this lasts, see the log of the ingest process.",
          }),
          worker: decideWorkerFreshness(beats.clockMs, beats.scannedAt?.getTime() ?? null, {
            ok: "The worker checks every second.",
            behind: "The worker is not checking: no outage is detected. If this lasts, see its log.",
          }),
          outbox: decideOutbox(beats),
        };
  return { status: Object.values(checks).every((check) => check.ok) ? "ok" : "behind", checks };
}

/** A delivery may wait for a while as others go first. */
const MAX_DUE_MS = 60_000;
/** A destination that does not answer is tried about once a minute, and an attempt may take its time. */
const MAX_IDLE_MS = 120_000;

/** Waiting deliveries are no problem while any are tried: receivers may be away or slow. */
function decideOutbox({ outbox: { dueSince, triedAt }, clockMs }: WorkerFreshness): Check {
  const dueMs = dueSince === null ? 0 : clockMs - dueSince.getTime();
  const idleMs = triedAt === null ? Number.POSITIVE_INFINITY : clockMs - triedAt.getTime();
  const ok = dueMs <= MAX_DUE_MS || Math.abs(idleMs) <= MAX_IDLE_MS;
  const message = ok
    ? "Notifications go out."
    : "Notifications are waiting and none is being sent. See Settings → Notifications and, if nothing is wrong there, the worker's log.";
  return { ok, message, age_ms: dueSince === null ? null : Math.max(0, dueMs) };
}

function decideWorkerFreshness(
  clockMs: number,
  atMs: number | null,
  words: { ok: string; behind: string },
): Check {
  if (atMs === null) return { ok: false, message: words.behind, age_ms: null };
  // A beat from the future was written by a clock that has been set back since. It proves as little as an old one.
  const ageMs = Math.abs(clockMs - atMs);
  const ok = ageMs < MAX_BEAT_AGE_MS;
  return { ok, message: ok ? words.ok : words.behind, age_ms: ageMs };
}
