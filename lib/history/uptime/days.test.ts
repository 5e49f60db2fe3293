import { describe, expect, it } from "vitest";
import { listDays } from "./days";

const HOUR_MS = 3_600_000;

/** Each day as its date, its beginning and its length in hours. */
function read({ days, zone, now }: { days: number; zone: string; now: string }) {
  return listDays({ days, zone, nowMs: Date.parse(now) }).map(
    ({ date, fromMs, toMs }) =>
      `${date} ${new Date(fromMs).toISOString().slice(5, 16)} ${(toMs - fromMs) / HOUR_MS}h`,
  );
}

describe("listDays", () => {
  it.each([
    [
      "today has partly passed",
      { days: 2, zone: "UTC", now: "2026-03-01T06:00:00Z" },
      ["2026-02-28 02-28T00:00 24h", "2026-03-01 03-01T00:00 6h"],
    ],
    [
      "it may already be tomorrow there",
      { days: 1, zone: "Asia/Kathmandu", now: "2026-03-01T20:15:00Z" },
      ["2026-03-02 03-01T18:15 2h"],
    ],
    [
      "the day on which clocks go forward has 23 hours",
      { days: 3, zone: "Europe/Berlin", now: "2026-03-30T12:00:00Z" },
      ["2026-03-28 03-27T23:00 24h", "2026-03-29 03-28T23:00 23h", "2026-03-30 03-29T22:00 14h"],
    ],
    [
      "the day on which clocks go back has 25 hours",
      { days: 2, zone: "Europe/Berlin", now: "2026-10-26T12:00:00Z" },
      ["2026-10-25 10-24T22:00 25h", "2026-10-26 10-25T23:00 13h"],
    ],
    [
      "where clocks skip midnight, the day begins at one",
      { days: 2, zone: "Africa/Cairo", now: "2026-04-24T12:00:00Z" },
      ["2026-04-23 04-22T22:00 24h", "2026-04-24 04-23T22:00 14h"],
    ],
    [
      "where midnight comes twice, the day begins at the first",
      { days: 2, zone: "America/Havana", now: "2026-11-02T12:00:00Z" },
      ["2026-11-01 11-01T04:00 25h", "2026-11-02 11-02T05:00 7h"],
    ],
    [
      "at midnight today has not begun to pass",
      { days: 1, zone: "UTC", now: "2026-03-01T00:00:00Z" },
      ["2026-03-01 03-01T00:00 0h"],
    ],
  ])("%s", (_, given, expected) => {
    expect(read(given)).toEqual(expected);
  });

  it("leaves no gap and no overlap within a year, anywhere", () => {
    for (const zone of ["Europe/Berlin", "Africa/Cairo", "America/Havana", "Australia/Lord_Howe", "UTC"]) {
      const days = listDays({ days: 366, zone, nowMs: Date.parse("2026-12-01T12:34:56Z") });
      expect(days.every((day, index) => index === 0 || day.fromMs === days[index - 1]?.toMs)).toBe(true);
      expect(new Set(days.map(({ date }) => date)).size).toBe(366);
    }
  });
});
