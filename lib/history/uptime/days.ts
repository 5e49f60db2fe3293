import type { Stretch } from "./decide";

const DAY_MS = 86_400_000;

/** A calendar day, as far as it has passed. */
export type Day = Stretch & {
  /** Such as "2026-03-29". */
  date: string;
};

/** Today and the days before it in a time zone, oldest first: 23 or 25 hours long when the clocks change. */
export function listDays({ days, zone, nowMs }: { days: number; zone: string; nowMs: number }): Day[] {
  const wallMsAt = wallClock(zone);
  const todayMs = Math.floor(wallMsAt(nowMs) / DAY_MS) * DAY_MS;
  return Array.from({ length: days }, (_, index) => {
    const wallMs = todayMs - (days - 1 - index) * DAY_MS;
    return {
      date: new Date(wallMs).toISOString().slice(0, 10),
      fromMs: startOfDay(wallMs, wallMsAt),
      toMs: Math.min(startOfDay(wallMs + DAY_MS, wallMsAt), nowMs),
    };
  });
}

/** An instant as a zone's wall clock shows it, in RFC 3339: "2026-03-01T00:00:00.000+05:45"; "Z" for UTC. */
export function instantIn({ zone, ms }: { zone: string; ms: number }): string {
  const wallMs = wallClock(zone)(ms);
  const text = new Date(wallMs).toISOString();
  const offsetMin = Math.round((wallMs - ms) / 60_000);
  if (offsetMin === 0) return text;
  const [hours, minutes] = [Math.floor(Math.abs(offsetMin) / 60), Math.abs(offsetMin) % 60].map((part) =>
    String(part).padStart(2, "0"),
  );
  return `${text.slice(0, -1)}${offsetMin < 0 ? "-" : "+"}${hours}:${minutes}`;
}

/** When the wall clock first shows this midnight, or skips it because it goes forward at that moment. */
function startOfDay(wallMs: number, wallMsAt: (ms: number) => number): number {
  // With the offset from UTC of the day before, and with that of the day after.
  const [before, after] = [wallMs - DAY_MS, wallMs + DAY_MS].map((ms) => wallMs - (wallMsAt(ms) - ms)) as [
    number,
    number,
  ];
  return wallMsAt(before) !== wallMs && wallMsAt(after) === wallMs ? after : before;
}

/** What a zone's wall clock shows at an instant, as if that were UTC. */
function wallClock(zone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (ms) => {
    const parts = Object.fromEntries(
      format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) + (ms % 1000);
  };
}
