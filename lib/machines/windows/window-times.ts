import { z } from "zod";
import { instantSchema, timeSchema } from "@/lib/base/time";
import {
  nextStretch,
  nextStretches,
  type Stretch,
  stretchAt,
  timesSchema,
  timesViewSchema,
} from "@/lib/base/times";

const DAY_MS = 86_400_000;
/** A machine that is away for longer is disabled instead, as with a pause. */
const MAX_ONCE_MS = 30 * DAY_MS;
/** Enough of them to find two that overlap, on whatever days they recur. */
const COMPARED = 40;
/** No clock changes by more than this. */
const MOST_CHANGED_MS = 2 * 3_600_000;

const instantText = instantSchema.transform((at) => at.toISOString());

const onceSchema = z.strictObject({ from_at: instantText, to_at: instantText }).check(({ value, issues }) => {
  const lengthMs = Date.parse(value.to_at) - Date.parse(value.from_at);
  if (lengthMs > 0 && lengthMs <= MAX_ONCE_MS) return;
  issues.push({
    ...{ code: "custom", input: value, path: ["to_at"] },
    message: "must be after from_at, by at most 30 days; disable machines that are away for longer",
  });
});

/** When a window is, in a request: once, or at times that recur. */
export const windowTimesSchema = z.union([timesSchema, onceSchema], {
  error:
    'must be {"zone": "Europe/Berlin", "from": "02:00", "lasts": "2h"}, perhaps with days, starts_on and ends_on; or {"from_at", "to_at"}',
});

/** The same as /api/v1 shows it, and as rows hold it. */
export const windowTimesViewSchema = z.union([
  z.object({ from_at: timeSchema, to_at: timeSchema }),
  timesViewSchema,
]);

export type WindowTimes = z.output<typeof windowTimesSchema>;

/** When a window is, from its row. Throws when this version cannot follow it, such as in a zone that this host does not know. */
export function readWindowTimes(json: string): WindowTimes {
  return windowTimesSchema.parse(JSON.parse(json));
}

/** The occurrence that a window has at an instant, else the first one after it; null: none comes. */
export function firstOccurrence(times: WindowTimes, nowMs: number): Stretch | null {
  if (!("from_at" in times)) return stretchAt(times, nowMs) ?? nextStretch(times, nowMs);
  const once = asStretch(times);
  return once.toMs > nowMs ? once : null;
}

/** The occurrence after one that began at `fromMs`, without those that had ended by `sinceMs`; null: none comes. */
export function occurrenceAfter(
  times: WindowTimes,
  { fromMs, sinceMs }: { fromMs: number; sinceMs: number },
): Stretch | null {
  if ("from_at" in times) return null;
  const next = nextStretch(times, fromMs);
  if (next === null || next.toMs > sinceMs) return next;
  const current = stretchAt(times, sinceMs);
  return current !== null && current.fromMs > fromMs ? current : nextStretch(times, sinceMs);
}

/** The occurrences that a window has from an instant on, the one that runs then included. */
export function nextOccurrences(times: WindowTimes, nowMs: number, count: number): Stretch[] {
  if ("from_at" in times) return [firstOccurrence(times, nowMs) ?? []].flat();
  const running = stretchAt(times, nowMs);
  return [...(running === null ? [] : [running]), ...nextStretches(times, nowMs, count)].slice(0, count);
}

/** Whether an occurrence begins before the one before it is over, other than because clocks change. */
export function overlapsItself(times: WindowTimes, nowMs: number): boolean {
  if ("from_at" in times) return false;
  const stretches = nextStretches(times, nowMs, COMPARED);
  return stretches.some(({ toMs }, index) => (stretches[index + 1]?.fromMs ?? toMs) < toMs - MOST_CHANGED_MS);
}

function asStretch({ from_at: from, to_at: to }: { from_at: string; to_at: string }): Stretch {
  return { fromMs: Date.parse(from), toMs: Date.parse(to), changedMs: 0 };
}
