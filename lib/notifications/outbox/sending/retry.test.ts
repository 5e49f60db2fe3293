import { describe, expect, it } from "vitest";
import { decideRetry, GIVE_UP_AFTER_MS, suspectDelayMs, unreadableDelayMs } from "./retry";

describe("decideRetry", () => {
  const first = { attemptCount: 1, ageMs: 0, retryAfterMs: null, random: 0 };
  const rows = [
    ["the least jitter is a second", {}, { kind: "retry", delayMs: 1_000 }],
    ["the first cap is five seconds", { random: 1 }, { kind: "retry", delayMs: 5_000 }],
    ["caps double", { attemptCount: 3, random: 1 }, { kind: "retry", delayMs: 20_000 }],
    ["caps end at an hour", { attemptCount: 500, random: 1 }, { kind: "retry", delayMs: 3_600_000 }],
    [
      "a receiver that asks for a minute gets it",
      { retryAfterMs: 60_000 },
      { kind: "retry", delayMs: 60_000 },
    ],
    ["a receiver that asks for less gets the jitter", { retryAfterMs: 1 }, { kind: "retry", delayMs: 1_000 }],
    [
      "a receiver that asks for a week gets six hours",
      { retryAfterMs: 7 * 86_400_000 },
      { kind: "retry", delayMs: 21_600_000 },
    ],
    [
      "the last attempt is made at the end of the window",
      { attemptCount: 30, ageMs: GIVE_UP_AFTER_MS - 9_000, random: 1 },
      { kind: "retry", delayMs: 9_000 },
    ],
    [
      "a moment before the end it is retried",
      { ageMs: GIVE_UP_AFTER_MS - 1 },
      { kind: "retry", delayMs: 1_000 },
    ],
    ["at the end it is given up", { ageMs: GIVE_UP_AFTER_MS }, { kind: "give_up" }],
  ] as const;
  it.each(rows)("%s", (_, given, expected) => {
    expect(decideRetry({ ...first, ...given })).toEqual(expected);
  });
});

describe("a receiver that is down", () => {
  const MINUTE_MS = 60_000;
  const durations = [1, 5, 30, 60, 6 * 60, 12 * 60, 18 * 60, 24 * 60];

  /** When an event arrives at a receiver that comes back after so long, by its own clock; null: it was given up. */
  function arrival({ downMs, random }: { downMs: number; random: () => number }): number | null {
    let nowMs = 0;
    for (let attemptCount = 1; nowMs < downMs; attemptCount++) {
      const decision = decideRetry({ attemptCount, ageMs: nowMs, retryAfterMs: null, random: random() });
      if (decision.kind === "give_up") return null;
      nowMs += decision.delayMs;
    }
    return nowMs;
  }

  it.each(durations)("for %i minutes gets every event once it is back, within an hour", (minutes) => {
    const downMs = minutes * MINUTE_MS;
    const jitters = [() => 0, () => 1 - Number.EPSILON, ...Array.from({ length: 1_000 }, () => Math.random)];
    for (const random of jitters) {
      const atMs = arrival({ downMs, random });
      expect(atMs).not.toBeNull();
      expect(Number(atMs) - downMs).toBeLessThanOrEqual(60 * MINUTE_MS);
    }
  });

  it("for longer than 25 hours is given up", () => {
    expect(arrival({ downMs: GIVE_UP_AFTER_MS + 1, random: Math.random })).toBeNull();
  });
});

it.each([
  [2, 5],
  [3, 10],
  [4, 20],
  [8, 320],
  [9, 600],
  [50, 600],
])("what %i workers died of is left alone for %i seconds", (lostClaims, seconds) => {
  expect(suspectDelayMs(lostClaims)).toBe(seconds * 1_000);
});

it.each([
  [-60_000, 5],
  [0, 5],
  [9_999, 5],
  [10_000, 10],
  [60_000, 40],
  [600_000, 320],
  [3_600_000, 600],
])("what cannot be read after %i ms is left alone for %i seconds", (ageMs, seconds) => {
  expect(unreadableDelayMs(ageMs)).toBe(seconds * 1_000);
});
