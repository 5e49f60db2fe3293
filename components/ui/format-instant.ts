export type Precision = "minute" | "second" | "millisecond" | "full";

const CLOCK: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

type Request = { at: string; now: number; precision: Precision; timeZone?: string | undefined };

/**
 * An instant for people: "10:02" today, "24 Nov, 10:02" on another day, "24 Nov 2025, 10:02" in another year.
 * "second" adds seconds, "millisecond" also their fraction; "full" is the whole date with seconds and the zone's name.
 */
export function formatInstant({ at, now, precision, timeZone }: Request): string {
  const instant = new Date(at);
  const clock: Intl.DateTimeFormatOptions = { ...CLOCK, timeZone };
  if (precision !== "minute") clock.second = "2-digit";
  if (precision === "millisecond") clock.fractionalSecondDigits = 3;
  if (precision === "full") {
    return format(instant, {
      ...clock,
      day: "numeric",
      month: "short",
      year: "numeric",
      timeZoneName: "short",
    });
  }
  const isToday = dayOf(at, timeZone) === dayOf(now, timeZone);
  return isToday ? format(instant, clock) : withDay({ at, now, timeZone }, clock);
}

/** An instant with its day, and with its year if that is another one. */
function withDay({ at, now, timeZone }: Omit<Request, "precision">, clock = CLOCK): string {
  const year: Intl.DateTimeFormatOptions = { year: "numeric", timeZone };
  const isThisYear = format(new Date(at), year) === format(new Date(now), year);
  return format(new Date(at), {
    ...clock,
    day: "numeric",
    month: "short",
    year: isThisYear ? undefined : "numeric",
    timeZone,
  });
}

function dayOf(at: string | number, timeZone: string | undefined): string {
  return format(new Date(at), { day: "numeric", month: "short", year: "numeric", timeZone });
}

type RangeRequest = { from: string; to: string; now: number; timeZone?: string | undefined };

/**
 * A range of time for people; what both ends share is shown once: "23 Nov, 09:15 – 09:48", "09:15" for less than a
 * minute. Of two days, both are named.
 */
export function formatRange({ from, to, now, timeZone }: RangeRequest): string {
  const isSameDay = dayOf(from, timeZone) === dayOf(to, timeZone);
  if (!isSameDay) return `${withDay({ at: from, now, timeZone })} – ${withDay({ at: to, now, timeZone })}`;
  const ofMinute = (at: string) => formatInstant({ at, now, precision: "minute", timeZone });
  const start = ofMinute(from);
  if (start === ofMinute(to)) return start;
  // Formatted as of its own day, an instant is a time of day.
  return `${start} – ${formatInstant({ at: to, now: Date.parse(to), precision: "minute", timeZone })}`;
}

// Making a format takes longer than using it a hundred times, and a page shows few kinds of times, many times each.
const formats = new Map<string, Intl.DateTimeFormat>();

function format(instant: Date, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify(options);
  const made = formats.get(key) ?? new Intl.DateTimeFormat("en-GB", options);
  formats.set(key, made);
  return made.format(instant);
}
