import { expect, it } from "vitest";
import { nextStretches, stretchAt, type Times } from "./times";

// What the clocks of these zones read at every minute of two years, taken from Intl, is searched for each stretch. The
// product never looks at a clock this way, so an error would have to be made twice.
const ZONES = [
  ...["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Casablanca"],
  ...[
    "Antarctica/Troll",
    "America/Santiago",
    "Africa/Cairo",
    "Asia/Beirut",
    "America/Havana",
    "Pacific/Chatham",
  ],
  ...["Europe/Dublin", "Asia/Gaza", "America/St_Johns"],
];
const MINUTE_MS = 60_000;
const DAY = 1440;
const FIRST = Date.parse("2025-12-20T00:00:00Z") / MINUTE_MS;
const LAST = Date.parse("2028-01-10T00:00:00Z") / MINUTE_MS;
const OLDEST_DAY = Date.parse("2026-01-01T00:00:00Z") / MINUTE_MS / DAY;
const DAYS = 730;

const CLOCKS = ["00:00", "00:30", "01:00", "01:45", "02:00", "02:30", "03:00", "03:30", "23:30"];
const LENGTHS = [1, 30, 60, 120, 660, 1440, 4320];
const UNTILS = ["00:00", "01:00", "02:00", "02:15", "02:30", "03:00", "07:00"];

/** local[u - FIRST]: what the clock reads at each minute, in minutes of the calendar. */
function readings(zone: string): Int32Array {
  const format = new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit" },
    ...{ hour: "2-digit", minute: "2-digit" },
  });
  const read = (minute: number) => {
    const [day, month, year, hour, minutes] = format
      .format(minute * MINUTE_MS)
      .split(/\D+/)
      .map(Number) as [...[number, number, number, number, number]];
    return Date.UTC(year, month - 1, day, hour, minutes) / MINUTE_MS;
  };
  const local = new Int32Array(LAST - FIRST);
  const fill = (from: number, to: number) => {
    const offset = read(from) - from;
    if (read(to) - to === offset) {
      for (let minute = from; minute < to; minute += 1) local[minute - FIRST] = minute + offset;
    } else if (to - from === 1) local[from - FIRST] = from + offset;
    else {
      const middle = Math.floor((from + to) / 2);
      fill(from, middle);
      fill(middle, to);
    }
  };
  for (let minute = FIRST; minute < LAST; minute += DAY / 4) fill(minute, minute + DAY / 4);
  return local;
}

/** The stretch that begins on the clock at `begin`, by looking at every minute around it. */
function searched(local: Int32Array, begin: number, length: number, lasts: boolean): [number, number] | null {
  const reads = (minute: number) => local[minute - FIRST] ?? Number.NaN;
  const end = begin + length;
  let from = begin - DAY;
  while (reads(from) < begin) from += 1;
  let last = from + (begin - (reads(from - 1) + 1));
  for (let minute = from; minute <= from + 200; minute += 1) if (reads(minute) === begin) last = minute;
  let to = from + length + 200;
  while (to > from && reads(to - 1) >= end) to -= 1;
  if (lasts) to = Math.max(last + length, to);
  return to > from ? [from, to] : null;
}

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

type Plan = { times: Times; length: number };

/** Every clock with every length and every end. */
const plansIn = (zone: string): Plan[] =>
  CLOCKS.flatMap((from) => [
    ...LENGTHS.map((length) => ({ times: { zone, from, lasts: `${length}m` }, length })),
    ...UNTILS.map((until) => {
      const length = minutesOf(until) - minutesOf(from);
      return { times: { zone, from, until }, length: length > 0 ? length : length + DAY };
    }),
  ]);

/** The stretches that begin on some days and are not what the clocks show. */
function differing(local: Int32Array, { times, length }: Plan, firstDay: number, days: number): string[] {
  const expected = Array.from({ length: days }, (_, day) => {
    const begin = (firstDay + day) * DAY + minutesOf(times.from);
    return searched(local, begin, length, times.lasts !== undefined);
  }).filter((stretch) => stretch !== null);
  const starts_on = new Date(firstDay * DAY * MINUTE_MS).toISOString().slice(0, 10);
  const found = nextStretches({ ...times, starts_on }, 0, expected.length);
  return expected.flatMap(([from, to], index) => {
    const stretch = found[index];
    if (stretch?.fromMs === from * MINUTE_MS && stretch.toMs === to * MINUTE_MS) return [];
    return `${times.from} ${times.lasts ?? times.until} ${new Date(from * MINUTE_MS).toISOString()}`;
  });
}

/** The days on which clocks change. */
function changes(local: Int32Array): number[] {
  const days = new Set<number>();
  for (let index = 1; index < local.length; index += 1) {
    if (local[index] !== (local[index - 1] ?? 0) + 1) days.add(Math.floor((FIRST + index) / DAY));
  }
  return [...days].filter((day) => day > OLDEST_DAY && day < OLDEST_DAY + DAYS);
}

it.each(ZONES)("in %s stretches are what its clocks show", (zone) => {
  const local = readings(zone);
  const plans = plansIn(zone);
  const throughout = [17, 62, 100].flatMap((index) => plans[index] ?? []);
  expect([
    ...throughout.flatMap((plan) => differing(local, plan, OLDEST_DAY, DAYS)),
    ...changes(local).flatMap((day) => plans.flatMap((plan) => differing(local, plan, day - 5, 8))),
  ]).toEqual([]);
});

it("finds at every minute around a change the stretch that lies there, and none where none lies", () => {
  for (const zone of ["Europe/Berlin", "Australia/Lord_Howe"]) {
    const times: Times = { zone, from: "01:30", until: "02:15" };
    const around = nextStretches(times, Date.parse("2026-03-25T00:00:00Z"), 20);
    for (
      let at = Date.parse("2026-03-27T00:00:00Z");
      at < Date.parse("2026-04-06T00:00:00Z");
      at += 17 * MINUTE_MS
    ) {
      const expected = around.find(({ fromMs, toMs }) => fromMs <= at && at < toMs) ?? null;
      expect(stretchAt(times, at)).toEqual(expected);
    }
  }
});
