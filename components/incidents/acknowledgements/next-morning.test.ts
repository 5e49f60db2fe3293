import { expect, it } from "vitest";
import { nextMorning } from "./next-morning";

// The tests run in Kathmandu, 5:45 ahead of UTC.
it.each([
  ["at noon it is tomorrow's", "2026-03-01T06:15:00Z", "2026-03-02T02:15:00.000Z"],
  ["after midnight it is the one that comes", "2026-03-01T20:00:00Z", "2026-03-02T02:15:00.000Z"],
  ["at the hour itself it is tomorrow's", "2026-03-01T02:15:00Z", "2026-03-02T02:15:00.000Z"],
  ["a moment before it is a moment away", "2026-03-01T02:14:59Z", "2026-03-01T02:15:00.000Z"],
])("%s", (_, now, morning) => {
  expect(nextMorning(Date.parse(now)).toISOString()).toBe(morning);
});
