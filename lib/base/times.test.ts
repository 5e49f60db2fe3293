import { describe, expect, it } from "vitest";
import { nextStretch, nextStretches, type Stretch, stretchAt, type Times, timesSchema } from "./times";

const BERLIN = "Europe/Berlin";
const HOUR_MS = 3_600_000;
const at = (text: string) => Date.parse(text);
const text = (stretch: Stretch | null) =>
  stretch && [stretch.fromMs, stretch.toMs].map((ms) => new Date(ms).toISOString().slice(0, 16)).join(" ");
const dayOf = (instant: string) => ({ starts_on: instant, ends_on: instant });

describe("where clocks change", () => {
  it.each<[string, Times, string, number]>([
    [
      "a time that does not exist begins at the jump",
      { zone: BERLIN, from: "02:30", lasts: "30m", ...dayOf("2026-03-29") },
      "2026-03-29T01:00 2026-03-29T02:00",
      30,
    ],
    [
      "an hour that comes twice is covered twice",
      { zone: BERLIN, from: "02:00", lasts: "2h", ...dayOf("2026-10-25") },
      "2026-10-25T00:00 2026-10-25T03:00",
      60,
    ],
    [
      "a night is an hour shorter in spring",
      { zone: BERLIN, from: "22:00", until: "07:00", ...dayOf("2026-03-28") },
      "2026-03-28T21:00 2026-03-29T05:00",
      -60,
    ],
    [
      "a night is an hour longer in autumn",
      { zone: BERLIN, from: "22:00", until: "07:00", ...dayOf("2026-10-24") },
      "2026-10-24T20:00 2026-10-25T06:00",
      60,
    ],
    [
      "midnight may not exist",
      { zone: "America/Havana", from: "00:00", lasts: "1h", ...dayOf("2026-03-08") },
      "2026-03-08T05:00 2026-03-08T06:00",
      0,
    ],
    [
      "clocks may change by half an hour",
      { zone: "Australia/Lord_Howe", from: "01:45", lasts: "30m", ...dayOf("2026-04-05") },
      "2026-04-04T14:45 2026-04-04T15:45",
      30,
    ],
    [
      "an offset may be 5 h 45",
      { zone: "Asia/Kathmandu", from: "02:00", lasts: "2h", ...dayOf("2026-06-02") },
      "2026-06-01T20:15 2026-06-01T22:15",
      0,
    ],
    [
      "clocks may change for Ramadan",
      { zone: "Africa/Casablanca", from: "02:30", lasts: "1h", ...dayOf("2026-03-22") },
      "2026-03-22T02:00 2026-03-22T03:30",
      30,
    ],
    [
      "a jump may end on the next day",
      { zone: "America/Nuuk", from: "23:30", lasts: "30m", ...dayOf("2026-03-28") },
      "2026-03-29T01:00 2026-03-29T02:00",
      30,
    ],
    [
      "the day after a change is as ever",
      { zone: BERLIN, from: "02:30", lasts: "30m", ...dayOf("2026-03-30") },
      "2026-03-30T00:30 2026-03-30T01:00",
      0,
    ],
    [
      "an end in the first minute of an hour that comes twice is its first pass",
      { zone: BERLIN, from: "01:00", until: "02:00", ...dayOf("2026-10-25") },
      "2026-10-24T23:00 2026-10-25T00:00",
      0,
    ],
  ])("%s", (_, times, expected, changedMinutes) => {
    const stretch = nextStretch(times, 0);
    expect(text(stretch)).toBe(expected);
    expect(stretch?.changedMs).toBe(changedMinutes * 60_000);
  });

  it("leaves out a day that does not exist, and only that", () => {
    const times: Times = { zone: "Pacific/Apia", from: "12:00", lasts: "1h", starts_on: "2011-12-29" };
    expect(nextStretches(times, 0, 2).map(text)).toEqual([
      "2011-12-29T22:00 2011-12-29T23:00",
      "2011-12-30T22:00 2011-12-30T23:00",
    ]);
  });

  it("leaves out a stretch of which not a minute exists", () => {
    const times: Times = { zone: BERLIN, from: "02:10", until: "02:50", starts_on: "2026-03-29" };
    expect(text(nextStretch(times, 0))).toBe("2026-03-30T00:10 2026-03-30T00:50");
  });

  it("a daily window of a whole year reads the same time every day", () => {
    const times: Times = { zone: BERLIN, from: "04:00", lasts: "1h" };
    const year = nextStretches(times, at("2026-01-01T00:00:00Z"), 365);
    const read = new Intl.DateTimeFormat("en-GB", { timeZone: BERLIN, timeStyle: "short" });
    expect(new Set(year.map(({ fromMs }) => read.format(fromMs)))).toEqual(new Set(["04:00"]));
    expect(year.length).toBe(365);
  });

  it("adjoining stretches neither overlap nor leave a gap", () => {
    const clocks = ["00:00", "02:00", "03:00", "08:00", "16:00", "00:00"];
    const all = clocks.slice(0, -1).flatMap((from, index) => {
      const times: Times = { zone: BERLIN, from, until: clocks[index + 1], ends_on: "2026-12-31" };
      return nextStretches(times, at("2025-12-31T23:00:00Z") - 1, 365);
    });
    all.sort((one, other) => one.fromMs - other.fromMs || one.toMs - other.toMs);
    const seams = all.slice(1).map((stretch, index) => stretch.fromMs - (all[index]?.toMs ?? 0));
    expect(new Set(seams)).toEqual(new Set([0]));
  });
});

describe("which days", () => {
  it.each<[string, Partial<Times>, string[]]>([
    ["every day without any", {}, ["2026-01-01", "2026-01-02", "2026-01-03"]],
    ["some of every week", { days: { weekdays: [1, 5] } }, ["2026-01-02", "2026-01-05", "2026-01-09"]],
    [
      "every second week, counted from the week it starts in",
      { starts_on: "2026-01-07", days: { every_weeks: 2, weekdays: [1, 4] } },
      ["2026-01-08", "2026-01-19", "2026-01-22"],
    ],
    [
      "the 31st, where there is one",
      { days: { day_of_month: 31 } },
      ["2026-01-31", "2026-03-31", "2026-05-31"],
    ],
    ["the last of the month", { days: { day_of_month: -1 } }, ["2026-01-31", "2026-02-28", "2026-03-31"]],
    ["its second Tuesday", { days: { nth: 2, weekday: 2 } }, ["2026-01-13", "2026-02-10", "2026-03-10"]],
    [
      "its fifth Sunday, where there is one",
      { days: { nth: 5, weekday: 7 } },
      ["2026-03-29", "2026-05-31", "2026-08-30"],
    ],
    ["its last Friday", { days: { nth: -1, weekday: 5 } }, ["2026-01-30", "2026-02-27", "2026-03-27"]],
    ["only the first ones before it ends", { ends_on: "2026-01-02" }, ["2026-01-01", "2026-01-02"]],
    [
      "none before it starts, however far that is",
      { starts_on: "2032-02-29" },
      ["2032-02-29", "2032-03-01", "2032-03-02"],
    ],
  ])("%s", (_, wanted, expected) => {
    const times: Times = { zone: "UTC", from: "12:00", lasts: "1h", ...wanted };
    const found = nextStretches(times, at("2026-01-01T00:00:00Z"), 3);
    expect(found.map(({ fromMs }) => new Date(fromMs).toISOString().slice(0, 10))).toEqual(expected);
  });

  it("every second week keeps its phase through two years, on both sides of each change", () => {
    const times: Times = {
      ...{ zone: BERLIN, from: "02:30", lasts: "1h" },
      ...{ starts_on: "2026-01-05", days: { every_weeks: 2, weekdays: [7] } },
    };
    const days = nextStretches(times, 0, 52).map(({ fromMs }) =>
      Math.floor((fromMs + 2 * HOUR_MS) / (24 * HOUR_MS)),
    );
    expect(new Set(days.slice(1).map((day, index) => day - (days[index] ?? 0)))).toEqual(new Set([14]));
  });
});

describe("the stretch that contains an instant", () => {
  const night: Times = { zone: BERLIN, from: "22:00", lasts: "11h", days: { weekdays: [5] } };
  it.each<[string, Times, string, string | null]>([
    [
      "belongs to the day it begins on: Saturday morning",
      night,
      "2026-06-06T01:00Z",
      "2026-06-05T20:00 2026-06-06T07:00",
    ],
    ["is not that of the morning of that day", night, "2026-06-05T01:00Z", null],
    ["contains its first minute", night, "2026-06-05T20:00Z", "2026-06-05T20:00 2026-06-06T07:00"],
    ["does not contain its end", night, "2026-06-06T07:00Z", null],
    [
      "does not end at midnight",
      { zone: BERLIN, from: "22:00", until: "07:00", days: { weekdays: [3] } },
      "2026-06-04T00:00Z",
      "2026-06-03T20:00 2026-06-04T05:00",
    ],
    [
      "may have begun a week ago",
      { ...night, lasts: "7d" },
      "2026-06-12T19:59Z",
      "2026-06-05T20:00 2026-06-12T20:00",
    ],
    [
      "is, of several, the one that ends last",
      { zone: BERLIN, from: "22:00", lasts: "3d" },
      "2026-06-05T21:00Z",
      "2026-06-05T20:00 2026-06-08T20:00",
    ],
    ["is none before its first day", { ...night, starts_on: "2026-06-06" }, "2026-06-06T01:00Z", null],
    [
      "is that of its last day even after that day",
      { ...night, ends_on: "2026-06-05" },
      "2026-06-06T01:00Z",
      "2026-06-05T20:00 2026-06-06T07:00",
    ],
    [
      "an until that equals from is a whole day",
      { zone: "UTC", from: "07:00", until: "07:00" },
      "2026-06-06T06:59Z",
      "2026-06-05T07:00 2026-06-06T07:00",
    ],
  ])("%s", (_, times, instant, expected) => {
    expect(text(stretchAt(times, at(instant)))).toBe(expected);
  });
});

describe("what is written", () => {
  const good = { zone: "UTC", from: "02:00", lasts: "2h" };
  it.each<[string, object, object]>([
    ["minutes become a duration", { ...good, lasts: 90 }, { ...good, lasts: "1h30m" }],
    [
      "weekdays are put in order, once each",
      { ...good, days: { weekdays: [7, 1, 7] } },
      { ...good, days: { weekdays: [1, 7] } },
    ],
    [
      "until stands for lasts",
      { zone: "UTC", from: "02:00", until: "01:00" },
      { zone: "UTC", from: "02:00", until: "01:00" },
    ],
  ])("%s, and what is stored is read back", (_, written, stored) => {
    expect(timesSchema.parse(written)).toEqual(stored);
    expect(timesSchema.parse(JSON.parse(JSON.stringify(stored)))).toEqual(stored);
  });

  it.each<[string, object, string]>([
    ["no begin", { zone: "UTC", lasts: "2h" }, "from"],
    ["24:00", { ...good, from: "24:00" }, "from"],
    ["neither length nor end", { zone: "UTC", from: "02:00" }, "lasts"],
    ["both length and end", { ...good, until: "03:00" }, "lasts"],
    ["nothing long", { ...good, lasts: "0m" }, "lasts"],
    ["half a minute", { ...good, lasts: "90s" }, "lasts"],
    ["more than a week", { ...good, lasts: "7d1m" }, "lasts"],
    ["a zone of Mars", { ...good, zone: "Mars/Olympus" }, "zone"],
    ["no zone", { from: "02:00", lasts: "2h" }, "zone"],
    ["no day of the week", { ...good, days: { weekdays: [] } }, "days"],
    ["an eighth day", { ...good, days: { weekdays: [8] } }, "days"],
    ["every second week of nothing", { ...good, days: { every_weeks: 2, weekdays: [1] } }, "starts_on"],
    ["a day zero of the month", { ...good, days: { day_of_month: 0 } }, "days"],
    ["a sixth Monday", { ...good, days: { nth: 6, weekday: 1 } }, "days"],
    ["an end before the start", { ...good, starts_on: "2026-02-02", ends_on: "2026-02-01" }, "ends_on"],
    ["a day that the calendar lacks", { ...good, starts_on: "2026-02-30" }, "starts_on"],
    ["a field nobody knows", { ...good, cron: "* * * * *" }, ""],
  ])("refuses %s", (_, written, field) => {
    const { error } = timesSchema.safeParse(written);
    expect(error?.issues.map(({ path }) => path[0] ?? "")).toEqual([field]);
  });
});
