import { describe, expect, it } from "vitest";
import { decideRestart } from "./restart.mjs";

describe("a process that died", () => {
  it.each([
    ["starts again at once the first time", { failures: 0, ranForMs: 0 }, { failures: 1, delayMs: 250 }],
    ["waits twice as long each time", { failures: 1, ranForMs: 100 }, { failures: 2, delayMs: 500 }],
    [
      "waits twice as long each time, still",
      { failures: 4, ranForMs: 59_999 },
      { failures: 5, delayMs: 4_000 },
    ],
    [
      "never waits longer than half a minute",
      { failures: 20, ranForMs: 100 },
      { failures: 21, delayMs: 30_000 },
    ],
    ["is forgiven after a minute of work", { failures: 20, ranForMs: 60_000 }, { failures: 1, delayMs: 250 }],
  ])("%s", (_, history, decision) => {
    expect(decideRestart(history)).toEqual(decision);
  });
});
