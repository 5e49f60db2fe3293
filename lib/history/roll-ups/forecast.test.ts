import { describe, expect, it } from "vitest";
import { columnOf } from "../stored/column.fixture";
import { type Fullness, fillRate, forecastAll } from "./forecast";

const DAY = 24;
const WEEK = 7 * DAY;

/** The fullness in each of these hours, in percent. */
const of = (hours: number, used: (hour: number) => number): Fullness[] =>
  Array.from({ length: hours }, (_, hour) => [480_000 + hour, used(hour)]);
/** A number from -1 to 1 that looks like chance and is the same in every run. */
const noise = (hour: number) => Math.sin(hour * 12.9898) * Math.cos(hour * 78.233);

describe("fillRate", () => {
  it.each<[string, Fullness[], number]>([
    ["grows steadily for a week", of(WEEK, (hour) => 50 + hour * 0.1), 0.1],
    ["grows steadily for two days", of(2 * DAY, (hour) => 50 + hour * 0.1), 0.1],
    ["grows with noise", of(WEEK, (hour) => 50 + hour * 0.1 + noise(hour)), 0.1],
    ["grows beneath a daily cycle", of(WEEK, (hour) => 50 + hour * 0.1 + (hour % DAY) * 0.4), 0.1],
    ["grows slowly", of(WEEK, (hour) => 50 + Math.round(hour * 0.05) / 10), 0.005],
    ["grows again after a clean-up", of(WEEK, (hour) => 50 + hour * 0.1 - (hour > 20 ? 5 : 0)), 0.1],
    [
      "grows while its machine was off for a day",
      of(WEEK, (hour) => 50 + hour * 0.1).filter((_, hour) => hour < 50 || hour > 74),
      0.1,
    ],
  ])("of a filesystem that %s", (_, points, expected) => {
    const rate = fillRate(points);
    expect(rate).not.toBeNull();
    expect((rate ?? 0) / expected).toBeGreaterThan(0.6);
    expect((rate ?? 0) / expected).toBeLessThan(1.4);
  });

  it.each<[string, Fullness[]]>([
    ["is not known", []],
    ["is known for less than two days", of(2 * DAY - 1, (hour) => 50 + hour)],
    ["is known for a few hours of two days", [...of(5, () => 1), ...of(60, (hour) => hour).slice(-5)]],
    ["stays as it is", of(WEEK, () => 70)],
    ["wavers", of(WEEK, (hour) => 70 + noise(hour))],
    ["has logs that are rotated every day", of(WEEK, (hour) => 60 + (hour % DAY))],
    ["has logs that are rotated every three days", of(WEEK, (hour) => 60 + (hour % (3 * DAY)) / 3)],
    ["has logs that are rotated every five days", of(WEEK, (hour) => 60 + (hour % (5 * DAY)) / 5)],
    ["was given much at once, long ago", of(WEEK, (hour) => (hour < DAY ? 40 : 70))],
    ["was given much at once, half-way", of(WEEK, (hour) => (hour < WEEK / 2 ? 40 : 70))],
    ["was given much at once, just now", of(WEEK, (hour) => (hour < WEEK - 2 ? 40 : 70))],
    ["shrinks", of(WEEK, (hour) => 90 - hour * 0.1)],
    ["has been emptied", of(WEEK, (hour) => (hour < WEEK / 2 ? 90 : 20))],
  ])("is null of a filesystem that %s", (_, points) => {
    expect(fillRate(points)).toBeNull();
  });
});

const table = (points: readonly Fullness[], mount = "/") => ({
  count: points.length,
  columns: new Map([
    ["at", columnOf(points.map(([hour]) => hour))],
    [`filesystem.used_pct:${mount}`, columnOf(points.map(([, used]) => used))],
    ["cpu_pct", columnOf(points.map(() => 1))],
  ]),
});

describe("forecastAll", () => {
  const growing = of(WEEK, (hour) => 50 + hour * 0.1);
  const latestMs = (480_000 + WEEK - 1) * 3_600_000;

  it("names the filesystems that fill, across stretches", () => {
    const tables = [table(growing.slice(0, 100)), table(growing.slice(100))];
    expect(forecastAll({ tables, latestMs })).toEqual([{ mount: "/", pctPerHour: expect.closeTo(0.1, 3) }]);
  });

  it("looks back a week", () => {
    const steadyBefore = of(2 * WEEK, (hour) => (hour < WEEK ? 50 : 50 + (hour - WEEK) * 0.1));
    const at = (480_000 + 2 * WEEK - 1) * 3_600_000;
    expect(forecastAll({ tables: [table(steadyBefore)], latestMs: at })).toHaveLength(1);
  });

  it("names none that is gone", () => {
    expect(forecastAll({ tables: [table(growing)], latestMs: latestMs + 3_600_000 })).toEqual([]);
  });

  it("leaves what is known later to those who know it", () => {
    expect(forecastAll({ tables: [table(growing)], latestMs: latestMs - 3_600_000 })).toBeNull();
  });
});
