export type Precision = "minute" | "second" | "millisecond" | "full";

type Request = { at: string; now: number; precision: Precision; timeZone?: string | undefined };

/**
 * An instant for people: "10:02" today, "24 Nov, 10:02" on another day, "24 Nov 2025, 10:02" in another year.
 * "second" adds seconds, "millisecond" also their fraction; "full" is the whole date with seconds and the zone's name.
 */
export function formatInstant({ at, now, precision, timeZone }: Request): string {
  const instant = new Date(at);
  const clock: Intl.DateTimeFormatOptions = {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  };
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
  const day: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric", timeZone };
  const isToday = format(instant, day) === format(new Date(now), day);
  if (isToday) return format(instant, clock);
  const year: Intl.DateTimeFormatOptions = { year: "numeric", timeZone };
  const isThisYear = format(instant, year) === format(new Date(now), year);
  return format(instant, { ...clock, ...day, year: isThisYear ? undefined : "numeric" });
}

type RangeRequest = { from: string; to: string; now: number; timeZone?: string | undefined };

/** A range of time for people; what both ends share is shown once: "23 Nov, 09:15 – 09:48", "09:15" for less than a minute. */
export function formatRange({ from, to, now, timeZone }: RangeRequest): string {
  const day: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric", timeZone };
  const isSameDay = format(new Date(from), day) === format(new Date(to), day);
  const start = formatInstant({ at: from, now, precision: "minute", timeZone });
  if (start === formatInstant({ at: to, now, precision: "minute", timeZone })) return start;
  // Formatted as of its own day, an instant is a time of day.
  const end = formatInstant({ at: to, now: isSameDay ? Date.parse(to) : now, precision: "minute", timeZone });
  return `${start} – ${end}`;
}

function format(instant: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", options).format(instant);
}
