import { expect, it } from "vitest";
import { isReporting } from "./report-loop.mjs";

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
