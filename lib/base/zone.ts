import { Temporal } from "temporal-polyfill";

/**
 * A date and time on the calendar and the clock on the wall, with no zone: the milliseconds since 1970-01-01 00:00 by that
 * clock. So sums and differences are those of the calendar, on which every day has 24 hours.
 */
export type Local = number;

/**
 * The instant at which the clock of a zone reads `local`. Where it does so twice, the `earlier` or the `later` one; where it
 * never does, what the offset after the gap (`earlier`) or before it (`later`) makes of it. Throws for an unknown zone.
 */
export function instantOf(local: Local, zone: string, side: "earlier" | "later"): number {
  const at = new Date(local);
  return new Temporal.PlainDateTime(
    at.getUTCFullYear(),
    at.getUTCMonth() + 1,
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
    at.getUTCMilliseconds(),
  ).toZonedDateTime(zone, { disambiguation: side }).epochMilliseconds;
}

/** What the clock of a zone reads at an instant. Throws for an unknown zone. */
export function localOf(instantMs: number, zone: string): Local {
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(zone);
  return instantMs + offsetNanoseconds / 1_000_000;
}
