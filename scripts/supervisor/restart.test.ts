import { describe, expect, it } from "vitest";
import { decideRestart } from "./restart.mjs";

describe("a process that has died", () => {
  it.each([
    ["restarts at once the first time", { failures: 0, ranForMs: 0 }, { failures: 1, delayMs: 250 }],
    ["waits twice as long each time", { failures: 1, ranForMs: 100 }, { failures: 2, delayMs: 500 }],
    [
      "still waits twice as long each time",
      { failures: 4, ranForMs: 59_999 },
      { failures: 5, delayMs: 4_000 },
    ],
    [
      "never waits longer than half a minute",
      { failures: 20, ranForMs: 100 },
      { failures: 21, delayMs: 30_000 },
    ],
    [
      "starts afresh after a minute of work",
      { failures: 20, ranForMs: 60_000 },
      { failures: 1, delayMs: 250 },
    ],
  ])("%s", (_, history, decision) => {
    expect(decideRestart(history)).toEqual(decision);
  });
});
