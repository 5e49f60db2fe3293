import { expect, it } from "vitest";
import { formatInstant, formatRange } from "./format-instant";

const now = Date.parse("2026-11-24T10:15:00Z");

it.each([
  ["today is a time of day", "2026-11-24T10:02:03Z", "minute", "10:02"],
  ["with seconds where they matter", "2026-11-24T10:02:03Z", "second", "10:02:03"],
  ["another day has its date", "2026-11-23T23:59:59Z", "minute", "23 Nov, 23:59"],
  ["another year has its year", "2025-11-24T10:02:03Z", "minute", "24 Nov 2025, 10:02"],
  ["midnight is 00, not 24", "2026-11-24T00:00:00Z", "minute", "00:00"],
  ["the exact time names its zone", "2026-11-24T10:02:03Z", "full", "24 Nov 2026, 10:02:03 UTC"],
] as const)("%s", (_name, at, precision, text) => {
  expect(formatInstant({ at, now, precision, timeZone: "UTC" })).toBe(text);
});

it("decides what today is by the viewer's zone", () => {
  const at = "2026-11-23T19:00:00Z";
  expect(formatInstant({ at, now, precision: "minute", timeZone: "Asia/Kathmandu" })).toBe("00:45");
});

it.each([
  ["today is two times of day", "2026-11-24T09:15:00Z", "2026-11-24T09:48:00Z", "09:15 – 09:48"],
  [
    "a day that both ends share is shown once",
    "2026-11-23T09:15:00Z",
    "2026-11-23T09:48:00Z",
    "23 Nov, 09:15 – 09:48",
  ],
  ["less than a minute is one time of day", "2026-11-24T09:15:01Z", "2026-11-24T09:15:34Z", "09:15"],
  [
    "two days are both shown",
    "2026-11-21T01:41:00Z",
    "2026-11-22T06:01:00Z",
    "21 Nov, 01:41 – 22 Nov, 06:01",
  ],
  [
    "two days are both shown if one is today",
    "2026-11-23T12:57:00Z",
    "2026-11-24T09:57:00Z",
    "23 Nov, 12:57 – 24 Nov, 09:57",
  ],
  [
    "the same time on two days is a day, not a moment",
    "2026-11-23T12:57:00Z",
    "2026-11-24T12:57:00Z",
    "23 Nov, 12:57 – 24 Nov, 12:57",
  ],
  [
    "a whole day ends on the next one",
    "2026-11-24T00:00:00Z",
    "2026-11-25T00:00:00Z",
    "24 Nov, 00:00 – 25 Nov, 00:00",
  ],
  [
    "across New Year, the other year is named",
    "2025-12-31T23:00:00Z",
    "2026-01-01T01:00:00Z",
    "31 Dec 2025, 23:00 – 1 Jan, 01:00",
  ],
])("%s", (_name, from, to, text) => {
  expect(formatRange({ from, to, now, timeZone: "UTC" })).toBe(text);
});
