import { expect, it } from "vitest";
import { offlineNote } from "./offline-note";

it.each([
  ["that nobody has taken", { shown: 30, total: 30, free: 30 }, "Nobody is on any of them."],
  ["of which some are taken", { shown: 30, total: 30, free: 28 }, "Nobody is on 28 of 30."],
  ["that are all taken", { shown: 30, total: 30, free: 0 }, "Somebody is on each of them."],
  [
    "of which the hub sent a part",
    { shown: 100, total: 150, free: 100 },
    "Only 100 of 150 are shown here, those that nobody is on first, then the longest. Nobody is on any of these.",
  ],
  [
    "of which a part, and all are taken",
    { shown: 100, total: 101, free: 0 },
    "Only 100 of 101 are shown here, those that nobody is on first, then the longest. Somebody is on each of these.",
  ],
] as const)("speaks of outages %s", (_, given, words) => {
  expect(offlineNote(given)).toBe(words);
});
