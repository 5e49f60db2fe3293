import { expect, it } from "vitest";
import { columnOf } from "../stored/column.fixture";
import type { Column } from "../stored/table";
import { gridFor, MAX_SPARKS, toSparkline } from "./sparkline";

const HOUR_MS = 3_600_000;
const T0 = Date.parse("2026-03-01T12:00:00Z");

it.each([
  ["a day", 24 * HOUR_MS, 30],
  ["an hour", HOUR_MS, 5],
  ["a week", 7 * 24 * HOUR_MS, 240],
  ["a hundred days", 2_400 * HOUR_MS, 4_320],
])("%s has at most 48 steps, and the present is in the last", (_, spanMs, minutes) => {
  const { fromMs, stepMs, count } = gridFor({ spanMs, toMs: T0 + 1 });
  expect(stepMs).toBe(minutes * 60_000);
  expect(count).toBeLessThanOrEqual(MAX_SPARKS);
  expect(fromMs + (count - 1) * stepMs).toBeLessThanOrEqual(T0 + 1);
  expect(fromMs + count * stepMs).toBeGreaterThan(T0 + 1);
  expect(count * stepMs).toBeGreaterThanOrEqual(spanMs);
});

it("counts averages by their samples, and hours of samples in the place of their points", () => {
  const points = (rows: [afterMs: number, n: number, value: number | null][]) => ({
    startMs: T0 + Math.floor((rows[0]?.[0] ?? 0) / HOUR_MS) * HOUR_MS,
    points: {
      atMs: rows.map(([afterMs]) => T0 + afterMs),
      n: rows.map(([, n]) => n),
      series: new Map([["cpu_pct", toSpread(columnOf(rows.map(([, , value]) => value)))]]),
    },
  });
  const toSpread = (avg: Column) => ({ min: avg, avg, max: avg });
  const sparks = toSparkline({
    grid: { fromMs: T0, stepMs: HOUR_MS, count: 5 },
    series: "cpu_pct",
    stretches: [
      points([
        [0, 3, 10],
        [300_000, 1, 50],
        [HOUR_MS, 9, 90],
        [2 * HOUR_MS, 1, null],
        [9 * HOUR_MS, 1, 1],
      ]),
    ],
    hours: [points([[HOUR_MS + 1, 1, 20]])],
    latest: { atMs: T0 + 4 * HOUR_MS, value: 7 },
  });
  expect(sparks).toEqual([20, 20, null, null, 7]);
});
