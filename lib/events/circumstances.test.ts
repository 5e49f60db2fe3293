import { describe, expect, it } from "vitest";
import { circumstancesAtChange, circumstancesAtSending, type MachineNow, ORDINARY } from "./circumstances";

const nowMs = 1_000_000;
const later = new Date(nowMs + 1);

describe("circumstancesAtChange", () => {
  it.each([
    ["a machine that was never paused", null, false],
    ["one whose pause lasts for another millisecond", nowMs + 1, true],
    ["one whose pause ends at this moment", nowMs, false],
  ])("%s", (_, pausedUntilMs, isMachinePaused) => {
    expect(circumstancesAtChange({ pausedUntilMs, nowMs })).toEqual({ ...ORDINARY, isMachinePaused });
  });
});

describe("circumstancesAtSending", () => {
  const occurredAtMs = nowMs - 60_000;
  const machine: MachineNow = { status: "online", pausedUntil: null, pausedByHandAt: null, canary: null };
  it.each([
    ["an ordinary machine", {}, {}],
    ["a machine that has been disabled since", { status: "disabled" }, { isMachineDisabled: true }],
    [
      "a machine that a person has paused since",
      { pausedUntil: later, pausedByHandAt: new Date(occurredAtMs + 1) },
      { isMachinePaused: true },
    ],
    [
      "a machine that a person had paused before",
      { pausedUntil: later, pausedByHandAt: new Date(occurredAtMs) },
      {},
    ],
    ["a machine that a window covers since", { pausedUntil: later }, {}],
    [
      "a machine whose pause is over again",
      { pausedUntil: new Date(nowMs), pausedByHandAt: new Date(occurredAtMs + 1) },
      {},
    ],
    ["a running end-to-end test", { canary: { endedAt: null } }, {}],
    ["an end-to-end test that has ended", { canary: { endedAt: later } }, { isCanaryOver: true }],
    [
      "an abandoned end-to-end test: no report is expected from its machine",
      { status: "pending", canary: { endedAt: null } },
      { isCanaryOver: true },
    ],
    ["a real machine that waits for its first report", { status: "pending" }, {}],
  ] as const)("%s", (_, given, holds) => {
    expect(circumstancesAtSending({ machine: { ...machine, ...given }, occurredAtMs, nowMs })).toEqual({
      ...ORDINARY,
      ...holds,
    });
  });

  it("an event that is not about a machine has none", () => {
    expect(circumstancesAtSending({ machine: null, occurredAtMs: 0, nowMs })).toEqual(ORDINARY);
  });
});
