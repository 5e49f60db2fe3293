import type { HealthView } from "./schema";

/** Beyond this the hub's ears or its worker count as behind; both write every second. */
const MAX_BEAT_AGE_MS = 10_000;

/** When each part last did its work, by one clock; null: never. */
export type Beats = { heardAtMs: number | null; scannedAt: Date | null; clockMs: number };
type Check = HealthView["checks"]["pulse"];

const UNKNOWN: Check = { ok: false, message: "Unknown while the database cannot answer.", age_ms: null };

/** Whether every part of the hub does its work, by when each last did. Null: the database cannot answer. */
export function decideHealth(beats: Beats | null): HealthView {
  const checks: HealthView["checks"] =
    beats === null
      ? {
          database: { ok: false, message: "The database cannot answer.", age_ms: null },
          pulse: UNKNOWN,
          worker: UNKNOWN,
        }
      : {
          database: { ok: true, message: "The database answers.", age_ms: null },
          pulse: decideBeat(beats.clockMs, beats.heardAtMs, {
            ok: "The hub hears.",
            behind: "The hub cannot hear: no machine can report at present.",
          }),
          worker: decideBeat(beats.clockMs, beats.scannedAt?.getTime() ?? null, {
            ok: "The worker checks every second.",
            behind: "The worker does not check: nobody is told of an outage at present.",
          }),
        };
  return { status: Object.values(checks).every((check) => check.ok) ? "ok" : "behind", checks };
}

function decideBeat(clockMs: number, atMs: number | null, words: { ok: string; behind: string }): Check {
  if (atMs === null) return { ok: false, message: words.behind, age_ms: null };
  // A beat from the future was written by a clock that has been set back since, and proves as little as an old one.
  const ageMs = Math.abs(clockMs - atMs);
  const ok = ageMs < MAX_BEAT_AGE_MS;
  return { ok, message: ok ? words.ok : words.behind, age_ms: ageMs };
}
