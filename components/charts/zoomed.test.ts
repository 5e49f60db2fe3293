import { expect, it } from "vitest";
import { zoomed } from "./zoomed";

const HOUR_MS = 3_600_000;
const span = { fromMs: 10 * HOUR_MS, toMs: 20 * HOUR_MS };

it.each([
  ["in around the middle", { aroundMs: 15 * HOUR_MS, factor: 0.5, nowMs: 99 * HOUR_MS }, [12.5, 17.5]],
  ["in at the start keeps the start", { aroundMs: 10 * HOUR_MS, factor: 0.5, nowMs: 99 * HOUR_MS }, [10, 15]],
  ["out around the middle", { aroundMs: 15 * HOUR_MS, factor: 2, nowMs: 99 * HOUR_MS }, [5, 25]],
  [
    "out ends now, and is as long all the same",
    { aroundMs: 15 * HOUR_MS, factor: 2, nowMs: 21 * HOUR_MS },
    [1, 21],
  ],
  ["out of a span that ends after now", { aroundMs: 15 * HOUR_MS, factor: 2, nowMs: 19 * HOUR_MS }, [0, 20]],
])("zoomed: %s", (_, how, [from, to]) => {
  expect(zoomed({ span, ...how })).toEqual({ fromMs: (from ?? 0) * HOUR_MS, toMs: (to ?? 0) * HOUR_MS });
});

it("zooms neither below ten seconds nor beyond a year and a day", () => {
  const lengthAt = (factor: number) => {
    const { fromMs, toMs } = zoomed({ span, aroundMs: 15 * HOUR_MS, factor, nowMs: 99 * HOUR_MS });
    return toMs - fromMs;
  };
  expect(lengthAt(1e-9)).toBe(10_000);
  expect(lengthAt(1e9)).toBe(366 * 24 * HOUR_MS);
});
