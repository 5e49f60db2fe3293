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
  const machine: MachineNow = { status: "online", pausedUntil: null, canary: null };
  it.each([
    ["a machine like any other", {}, {}],
    ["one that was disabled since", { status: "disabled" }, { isMachineDisabled: true }],
    ["one that was paused since", { pausedUntil: later }, { isMachinePaused: true }],
    ["a canary under way", { canary: { endedAt: null } }, {}],
    ["a canary that has ended", { canary: { endedAt: later } }, { isCanaryOver: true }],
    [
      "one that was left behind: its machine is expected no more",
      { status: "pending", canary: { endedAt: null } },
      { isCanaryOver: true },
    ],
    ["a machine of people that waits for its first report", { status: "pending" }, {}],
  ] as const)("%s", (_, given, holds) => {
    expect(circumstancesAtSending({ machine: { ...machine, ...given }, nowMs })).toEqual({
      ...ORDINARY,
      ...holds,
    });
  });

  it("an event of no machine has none", () => {
    expect(circumstancesAtSending({ machine: null, nowMs })).toEqual(ORDINARY);
  });
});
