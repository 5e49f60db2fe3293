import { z } from "zod";
import { DAY_MS, type DayNumber, dayNumber, daySchema, daysSchema, daysViewSchema, isOneOf } from "./days";
import { formatDuration, parseDuration } from "./duration";
import { durationSchema, durationTextSchema } from "./duration-schema";
import { zoneSchema } from "./time-zone";
import { instantOf, type Local, localOf } from "./zone";

const MINUTE_MS = 60_000;
const MAX_LASTS_MS = 7 * DAY_MS;

/** A time of day by the clock on the wall: "02:30". */
export const clockSchema = z
  .string("is required: a time of day such as 02:30")
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "must be a time of day such as 02:30");

const lastsSchema = z
  .union([
    z.int("must be minutes, or a duration such as 2h").transform((minutes) => `${minutes}m`),
    durationTextSchema,
  ])
  .pipe(durationSchema({ minMs: MINUTE_MS, maxMs: MAX_LASTS_MS }))
  .refine((ms) => ms % MINUTE_MS === 0, "must be whole minutes")
  .transform(formatDuration);

/**
 * Stretches of local time that recur, as they are stored and as the API reads and writes them. A stretch belongs to the day
 * on which it begins. `until` at or before `from` is on the next day. No `days`: every day.
 */
export const timesSchema = z
  .strictObject({
    zone: zoneSchema,
    from: clockSchema,
    lasts: lastsSchema
      .optional()
      .meta({ description: "A duration such as 2h, or whole minutes; or `until`" }),
    until: clockSchema.optional(),
    days: daysSchema.optional(),
    starts_on: daySchema.optional().meta({ description: "The first day on which one may begin" }),
    ends_on: daySchema.optional().meta({ description: "The last day on which one may begin" }),
  })
  .check(({ value, issues }) => {
    const refuse = (path: string, message: string) =>
      issues.push({ code: "custom", input: value, path: [path], message });
    const { lasts, until, days, starts_on: startsOn, ends_on: endsOn } = value;
    if ((lasts === undefined) === (until === undefined))
      refuse("lasts", "must be given, or until, but not both");
    if (startsOn !== undefined && endsOn !== undefined && endsOn < startsOn)
      refuse("ends_on", "must not be before starts_on");
    if (days !== undefined && "every_weeks" in days && startsOn === undefined)
      refuse("starts_on", "is required with every_weeks: weeks are counted from it");
  });

export type Times = z.output<typeof timesSchema>;

/** The same as the API shows it, and as rows hold it. */
export const timesViewSchema = z.object({
  zone: z.string(),
  from: z.string(),
  lasts: durationTextSchema.optional(),
  until: z.string().optional(),
  days: daysViewSchema.optional(),
  starts_on: z.string().optional(),
  ends_on: z.string().optional(),
});

// More than lies between two stretches of any times: 52 weeks, or from one 31st or fifth Monday to the next.
const SEARCHED_DAYS = 400;
/** No clock has ever been changed by more than a day. */
const MOST_CHANGED_DAYS = 1;

/** From its first millisecond until before `toMs`. `changedMs`: how much longer it is than the times say, since clocks change. */
export type Stretch = { fromMs: number; toMs: number; changedMs: number };

/** The stretch that contains an instant; of several, the one that ends last; null: none. Throws if the zone is unknown. */
export function stretchAt(times: Times, instantMs: number): Stretch | null {
  const today = dayAt(times, instantMs);
  const longestDays = Math.ceil(lengthOf(times) / DAY_MS);
  let found: Stretch | null = null;
  for (let day = today - longestDays - MOST_CHANGED_DAYS; day <= today + MOST_CHANGED_DAYS; day += 1) {
    const stretch = stretchOn(times, day);
    if (stretch === null || stretch.fromMs > instantMs || stretch.toMs <= instantMs) continue;
    if (found === null || stretch.toMs > found.toMs) found = stretch;
  }
  return found;
}

/** The first stretch that begins after an instant; null: none will. Throws if the zone is unknown. */
export function nextStretch(times: Times, afterMs: number): Stretch | null {
  return nextStretches(times, afterMs, 1)[0] ?? null;
}

/** The first `count` stretches that begin after an instant, in order; fewer where fewer will. Throws if the zone is unknown. */
export function nextStretches(times: Times, afterMs: number, count: number): Stretch[] {
  const startsOn = times.starts_on === undefined ? Number.NEGATIVE_INFINITY : dayNumber(times.starts_on);
  const found: Stretch[] = [];
  let day = Math.max(dayAt(times, afterMs) - MOST_CHANGED_DAYS, startsOn);
  for (let left = SEARCHED_DAYS; left > 0 && found.length < count; left -= 1) {
    const stretch = stretchOn(times, day);
    day += 1;
    if (stretch === null || stretch.fromMs <= afterMs) continue;
    found.push(stretch);
    left = SEARCHED_DAYS;
  }
  return found;
}

/** The stretch that begins on a day of the calendar; null: none does. */
function stretchOn(times: Times, day: DayNumber): Stretch | null {
  const startsOn = times.starts_on === undefined ? undefined : dayNumber(times.starts_on);
  if (startsOn !== undefined && day < startsOn) return null;
  if (times.ends_on !== undefined && day > dayNumber(times.ends_on)) return null;
  if (!isOneOf(day, times.days, startsOn)) return null;

  const { zone } = times;
  const lengthMs = lengthOf(times);
  const begin = day * DAY_MS + clockMs(times.from);
  const first = readingsOf(begin, zone);
  if (first.isGap && isLeftOut(day, zone)) return null;
  const { fromMs } = first;
  const end = endOf(begin + lengthMs, zone);
  const toMs = times.lasts === undefined ? end : Math.max(first.lastMs + lengthMs, end);
  return toMs > fromMs ? { fromMs, toMs, changedMs: toMs - fromMs - lengthMs } : null;
}

/**
 * The first and the last instant at which the clock reads `local`. If it never does: when it jumps over it, and when it would
 * have read it without the jump.
 */
function readingsOf(local: Local, zone: string): { fromMs: number; lastMs: number; isGap: boolean } {
  const fromMs = instantOf(local, zone, "earlier");
  const lastMs = instantOf(local, zone, "later");
  const isGap = fromMs !== lastMs && localOf(fromMs, zone) !== local;
  if (!isGap) return { fromMs, lastMs, isGap };
  let before = fromMs;
  let after = lastMs;
  while (after - before > MINUTE_MS) {
    const middle = before + Math.floor((after - before) / 2 / MINUTE_MS) * MINUTE_MS;
    if (localOf(middle, zone) < local) before = middle;
    else after = middle;
  }
  return { fromMs: after, lastMs, isGap };
}

/** Whether the whole of a day is a jump, as 30 December 2011 was on Samoa. */
function isLeftOut(day: DayNumber, zone: string): boolean {
  return localOf(readingsOf(day * DAY_MS, zone).fromMs, zone) >= (day + 1) * DAY_MS;
}

/** A minute after the last instant at which the clock still reads less than `local`. */
function endOf(local: Local, zone: string): number {
  const { fromMs, lastMs, isGap } = readingsOf(local, zone);
  if (isGap || fromMs === lastMs) return fromMs;
  // The first minute of an hour that comes twice: what precedes its second pass is that hour's last minute, not less.
  return localOf(lastMs - MINUTE_MS, zone) < local ? lastMs : fromMs;
}

/** How long a stretch is on the calendar. */
function lengthOf(times: Times): number {
  if (times.lasts !== undefined) return parseDuration(times.lasts) ?? 0;
  const length = clockMs(times.until ?? times.from) - clockMs(times.from);
  return length > 0 ? length : length + DAY_MS;
}

function clockMs(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 * MINUTE_MS + Number(clock.slice(3)) * MINUTE_MS;
}

function dayAt(times: Times, instantMs: number): DayNumber {
  return Math.floor(localOf(instantMs, times.zone) / DAY_MS);
}
