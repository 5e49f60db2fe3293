import { expect, it } from "vitest";
import { takenWords } from "./taken-words";

it.each([
  [
    "all of them",
    { taken: 28, of: 28, isSnooze: false },
    "You are on 28 outages. Each recovery is told as ever.",
  ],
  [
    "one that is left",
    { taken: 1, of: 1, isSnooze: true },
    "1 outage snoozed. What still lasts then is told once more.",
  ],
  [
    "all but one",
    { taken: 27, of: 28, isSnooze: true },
    "27 outages snoozed. What still lasts then is told once more. 1 more is over, or somebody is on it already.",
  ],
  [
    "some of them",
    { taken: 20, of: 28, isSnooze: false },
    "You are on 20 outages. Each recovery is told as ever. 8 more are over, or somebody is on them already.",
  ],
  [
    "none that is left",
    { taken: 0, of: 3, isSnooze: false },
    "Nothing was left to take: each is over, or somebody is on it.",
  ],
] as const)("says what came of taking %s", (_, given, words) => {
  expect(takenWords(given)).toBe(words);
});
