import { expect, it } from "vitest";
import { forecastLine, fullInWords, withRoom } from "./forecast";

const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;
const week = { fromMs: 0, toMs: 7 * DAY_S * 1_000 };

it.each([
  ["a filesystem that fills within the week", { last: 80, fullInS: 2 * DAY_S }, 9 * DAY_S * 1_000],
  ["one that fills in exactly four times the span", { last: 80, fullInS: 28 * DAY_S }, 35 * DAY_S * 1_000],
  ["one that fills later than that", { last: 80, fullInS: 28 * DAY_S + 1 }, undefined],
  ["one that does not fill", { last: 80, fullInS: null }, undefined],
  ["one that is full", { last: 100, fullInS: 0 }, undefined],
  ["one without a value", { last: null, fullInS: DAY_S }, undefined],
])("forecastLine: %s", (_, known, endMs) => {
  expect(forecastLine({ ...known, span: week })?.to.ms).toBe(endMs);
});

it.each([
  ["nothing to come", [null], 7],
  ["a forecast within the room", [forecastLine({ last: 80, fullInS: 2 * DAY_S, span: week })], 9],
  ["a forecast beyond it", [forecastLine({ last: 80, fullInS: 9 * DAY_S, span: week })], 9.8],
])("withRoom: %s", (_, forecasts, days) => {
  expect(withRoom(week, forecasts)).toEqual({ fromMs: 0, toMs: Math.round(days * DAY_S * 1_000) });
});

it.each([
  [0, "full now"],
  [30, "full in 1 minute"],
  [119 * 60, "full in 119 minutes"],
  [2 * HOUR_S, "full in 2 hours"],
  [47.9 * HOUR_S, "full in 47 hours"],
  [2 * DAY_S, "full in 2 days"],
  [9.9 * DAY_S, "full in 9 days"],
])("fullInWords: %d s", (seconds, words) => {
  expect(fullInWords(seconds)).toBe(words);
});
