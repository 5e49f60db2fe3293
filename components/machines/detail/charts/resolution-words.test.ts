import { expect, it } from "vitest";
import { resolutionWords } from "./resolution-words";

it.each([
  ["10s", "raw", "Ten-second averages"],
  ["1m", "raw", "One-minute averages"],
  ["5m", "raw", "Five-minute averages"],
  ["5m", "5m", "Five-minute averages"],
  ["20m", "5m", "20-minute averages of five-minute averages"],
  ["1h", "1h", "Hourly averages"],
  ["2h", "1h", "Two-hour averages of hourly averages"],
  ["1d", "1h", "Daily averages of hourly averages"],
  ["500ms", "raw", "Every sample"],
] as const)("%s of %s: %s", (step, resolution, words) => {
  expect(resolutionWords({ step, resolution })).toBe(words);
});
