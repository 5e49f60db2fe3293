import { expect, it } from "vitest";
import { fillingPct, isReporting } from "./report-loop.mjs";

/** @type {[string, import("./report-loop.mjs").Behaviour, number, boolean][]} */
const CASES = [
  ["a steady machine always reports", "steady", 10_000, true],
  ["one that stops reports six times", "stops", 59.9, true],
  ["one that stops is silent from then on", "stops", 60, false],
  ["one that flaps reports six times", "flaps", 59.9, true],
  ["one that flaps is silent for longer than its threshold", "flaps", 119.9, false],
  ["one that flaps comes back", "flaps", 120, true],
  ["one that flaps goes silent again", "flaps", 180, false],
];

it.each(CASES)("%s", (_, behaviour, elapsedS, expected) => {
  expect(isReporting({ behaviour, elapsedS, intervalS: 10, silentS: 60 })).toBe(expected);
});

it("fills a disk above 90 % within minutes, for longer than the first rule of a team demands, and then cleans it", () => {
  const above = Array.from({ length: 1_800 }, (_, elapsedS) => fillingPct(elapsedS) > 90);
  expect(above.indexOf(true)).toBeLessThan(120);
  expect(above.filter(Boolean).length).toBeGreaterThan(2 * 600);
  expect(fillingPct(1_799)).toBeLessThan(90);
  expect(fillingPct(1_800)).toBe(fillingPct(0));
});
