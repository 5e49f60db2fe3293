import { z } from "zod";

/** The zone of a team that has not chosen one. */
export const UTC = "UTC";
const MAX_NAME = 64;

/** Whether this runtime knows a time zone by this name (IANA), such as Europe/Berlin. An offset is no name. */
export function isZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false;
  try {
    // Not remembered: anybody may ask, and a name may be written in many ways.
    return new Intl.DateTimeFormat("en", { timeZone: name }).format() !== "";
  } catch {
    return false;
  }
}

/** A time zone in a request. */
export const zoneSchema = z
  .string("must be text")
  .max(MAX_NAME, `must have at most ${MAX_NAME} characters`)
  .refine(isZone, "must be the name of a time zone such as Europe/Berlin");

/** The time zone that a browser says it is in: "Etc/Unknown", or one that only the browser knows, means none. */
export const browserZoneSchema = z
  .string()
  .nullish()
  .transform((name) => (name != null && name !== UTC && zoneSchema.safeParse(name).success ? name : null));

/** The zone to write times in: the stored one, or UTC if there is none or this runtime does not know it any more. */
export function zoneOf(stored: string | null): string {
  return stored !== null && (formats.has(stored) || isZone(stored)) ? stored : UTC;
}

type Wanted = { at: Date | string | number; zone: string; precision: "second" | "minute" };

/** An instant as a message names it, with its zone: "2026-03-01 13:00:00 CET". Every time in what is sent is written by this or by `timeWords`. */
export function instantWords(wanted: Wanted): string {
  return `${dayIn(wanted)} ${timeWords(wanted)}`;
}

/** The time of day of an instant, with its zone: "13:00:00 CET". */
export function timeWords({ at, zone, precision }: Wanted): string {
  const date = new Date(at);
  return `${clockIn({ at, zone, precision })} ${zoneName(date, zone)}`;
}

/** The time of day of an instant, for a text that names the zone itself. */
export function clockIn({ at, zone, precision }: Wanted): string {
  const { hour, minute, second } = partsOf(new Date(at), zone);
  return precision === "second" ? `${hour}:${minute}:${second}` : `${hour}:${minute}`;
}

/** The day of an instant in a zone: "2026-03-01". */
export function dayIn({ at, zone }: Pick<Wanted, "at" | "zone">): string {
  const { year, month, day } = partsOf(new Date(at), zone);
  return `${year}-${month}-${day}`;
}

/** What people call the zone at that instant: CET in winter, CEST in summer; UTC+5:45 where it has no such name. */
function zoneName(at: Date, zone: string): string {
  const [british = UTC, american = UTC] = ["en-GB", "en-US"].map((locale) => {
    const { short } = formatFor(zone);
    return short[locale as "en-GB" | "en-US"].formatToParts(at).find(({ type }) => type === "timeZoneName")
      ?.value;
  });
  const name = british.startsWith("GMT") ? american : british;
  return name.replace(/^GMT(?=[+-])/, UTC);
}

function partsOf(at: Date, zone: string): Record<string, string> {
  return Object.fromEntries(
    formatFor(zone)
      .parts.formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
}

type Format = {
  parts: Intl.DateTimeFormat;
  short: { "en-GB": Intl.DateTimeFormat; "en-US": Intl.DateTimeFormat };
};

// Making one takes a hundred times as long as using it. There are some six hundred names.
const formats = new Map<string, Format>();

/** Throws a RangeError for a zone that does not exist. */
function formatFor(timeZone: string): Format {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const two = "2-digit";
  const short = (locale: string) => new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "short" });
  const made = {
    parts: new Intl.DateTimeFormat("en-GB", {
      ...{ timeZone, hourCycle: "h23", year: "numeric" },
      ...{ month: two, day: two, hour: two, minute: two, second: two },
    }),
    short: { "en-GB": short("en-GB"), "en-US": short("en-US") },
  };
  formats.set(timeZone, made);
  return made;
}
