import { describe, expect, it } from "vitest";
import { decideTurn } from "./decide";

describe("decideTurn", () => {
  const limits = { underWay: 3, underWayOfOne: 2, waiting: 5, waitingOfOne: 4 };
  const idle = { underWay: 0, underWayOfOne: 0, waiting: 0, waitingOfOne: 0 };

  it.each([
    ["begins while nobody is there", {}, "begin"],
    ["begins as the last of all", { underWay: 2, underWayOfOne: 1 }, "begin"],
    ["begins although others wait for turns of their own", { underWay: 2, waiting: 5 }, "begin"],
    ["waits while all turns are taken", { underWay: 3 }, "wait"],
    ["waits while its caller has as many as one may have", { underWay: 2, underWayOfOne: 2 }, "wait"],
    ["waits as the last of all", { underWay: 3, waiting: 4, waitingOfOne: 3 }, "wait"],
    ["is refused if too many wait", { underWay: 3, waiting: 5 }, "refuse"],
    ["is refused if too many of its caller wait", { underWay: 3, waiting: 4, waitingOfOne: 4 }, "refuse"],
  ] as const)("a request %s", (_, load, turn) => {
    expect(decideTurn({ load: { ...idle, ...load }, limits })).toBe(turn);
  });
});
