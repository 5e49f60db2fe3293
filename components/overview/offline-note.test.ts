import { expect, it } from "vitest";
import { offlineNote } from "./offline-note";

it.each([
  ["none acknowledged", { shown: 30, total: 30, unacknowledged: 30 }, "30 of 30 unacknowledged"],
  ["some acknowledged", { shown: 30, total: 30, unacknowledged: 28 }, "28 of 30 unacknowledged"],
  ["all acknowledged", { shown: 30, total: 30, unacknowledged: 0 }, "All acknowledged"],
  [
    "only a part shown, none acknowledged",
    { shown: 50, total: 150, unacknowledged: 50 },
    "Showing 50 of 150: unacknowledged first, then the longest. All of these are unacknowledged.",
  ],
  [
    "only a part shown, one unacknowledged",
    { shown: 50, total: 150, unacknowledged: 1 },
    "Showing 50 of 150: unacknowledged first, then the longest. 1 of these is unacknowledged.",
  ],
  [
    "only a part shown, all acknowledged",
    { shown: 50, total: 101, unacknowledged: 0 },
    "Showing 50 of 101: unacknowledged first, then the longest. All of these are acknowledged.",
  ],
] as const)("describes outages: %s", (_, given, words) => {
  expect(offlineNote(given)).toBe(words);
});
