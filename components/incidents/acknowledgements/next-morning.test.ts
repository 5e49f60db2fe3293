import { expect, it } from "vitest";
import { nextMorning } from "./next-morning";

// The tests run in Kathmandu, 5:45 ahead of UTC.
it.each([
  ["at noon: tomorrow morning", "2026-03-01T06:15:00Z", "2026-03-02T02:15:00.000Z"],
  ["after midnight: this morning", "2026-03-01T20:00:00Z", "2026-03-02T02:15:00.000Z"],
  ["exactly at eight: tomorrow morning", "2026-03-01T02:15:00Z", "2026-03-02T02:15:00.000Z"],
  ["a second before eight: in a second", "2026-03-01T02:14:59Z", "2026-03-01T02:15:00.000Z"],
])("%s", (_, now, morning) => {
  expect(nextMorning(Date.parse(now)).toISOString()).toBe(morning);
});
