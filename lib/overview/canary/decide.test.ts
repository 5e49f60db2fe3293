import { describe, expect, it } from "vitest";
import { decideState, decideTurn } from "./decide";
import type { CanaryDelivery, CanaryFacts } from "./facts";
import { toCanaryView } from "./view";

const told = (given: Partial<CanaryDelivery> = {}): CanaryDelivery => ({
  event: "machine.offline",
  channelName: "ops",
  channelType: "webhook",
  state: "delivered",
  reason: null,
  reasonText: null,
  createdAtMs: 6_000,
  finishedAtMs: 6_400,
  lastAnswer: "HTTP 200",
  ...given,
});
const recovery = (given: Partial<CanaryDelivery> = {}) =>
  told({ event: "machine.online", finishedAtMs: 7_000, ...given });
const dead = { state: "dead", reason: "refused", lastAnswer: "HTTP 410" } as const;
const off = { state: "suppressed", reason: "channel_off", reasonText: "The channel is off." } as const;

const base: CanaryFacts = {
  startedAtMs: 0,
  aliveAtMs: 0,
  reportedAtMs: 100,
  detectedAtMs: null,
  returnedAtMs: null,
  endedAtMs: null,
  problem: null,
  deliveries: [],
};
const offline = { ...base, detectedAtMs: 6_000 };
const returned = { ...offline, returnedAtMs: 6_500, deliveries: [told(), recovery()] };

describe("decideTurn", () => {
  it.each([
    ["silence is waited for", base, 60_099, "wait"],
    ["a silence that nobody notices within a minute ends it", base, 60_100, "end"],
    ["an outage without its deliveries yet is waited for", offline, 6_100, "wait"],
    [
      "a channel that is being told is waited for",
      { ...offline, deliveries: [told(), told({ state: "sending" })] },
      25_999,
      "wait",
    ],
    ["but not for ever", { ...offline, deliveries: [told({ state: "pending" })] }, 26_000, "come_back"],
    [
      "once everybody has been told, or will not be, it comes back",
      { ...offline, deliveries: [told(), told(dead), told(off)] },
      6_500,
      "come_back",
    ],
    [
      "the recovery is waited for",
      { ...returned, deliveries: [told(), recovery({ state: "pending" })] },
      36_499,
      "wait",
    ],
    [
      "but not for ever either",
      { ...returned, deliveries: [told(), recovery({ state: "pending" })] },
      36_500,
      "end",
    ],
    ["once everybody knows that it is back, it is over", returned, 7_100, "end"],
  ] as const)("%s", (_, facts, nowMs, kind) => {
    expect(decideTurn({ facts, nowMs }).kind).toBe(kind);
  });
});

describe("decideState", () => {
  const ended = { ...returned, endedAtMs: 7_100 };
  it.each([
    ["one that is played is running", base, 10_000, "running"],
    ["one that nobody plays any more is interrupted", base, 10_001, "interrupted"],
    ["every sign of its player counts", { ...base, aliveAtMs: 5_000 }, 15_000, "running"],
    ["one that everybody was told of arrived, for ever", ended, 1e9, "arrived"],
    [
      "a channel that is off takes nothing from it",
      { ...ended, deliveries: [...ended.deliveries, told(off)] },
      8_000,
      "arrived",
    ],
    [
      "not sent for any other reason, it failed",
      { ...ended, deliveries: [...ended.deliveries, told({ ...off, reason: "canary_over" })] },
      8_000,
      "failed",
    ],
    ["told to nobody, it failed", { ...ended, deliveries: [told(off)] }, 8_000, "failed"],
    ["refused by one channel, it failed", { ...ended, deliveries: [told(), told(dead)] }, 8_000, "failed"],
    ["kept from going on, it failed", { ...base, endedAtMs: 1, problem: "No door." }, 8_000, "failed"],
  ] as const)("%s", (_, facts, nowMs, state) => {
    expect(decideState({ facts, nowMs })).toBe(state);
  });
});

describe("toCanaryView", () => {
  const shown = (facts: CanaryFacts, nowMs = 8_000) => toCanaryView({ facts, nowMs });

  it("tells each step with the time since the one that it follows, and the whole", () => {
    const view = shown({ ...returned, endedAtMs: 7_100 });
    expect(view.summary).toBe("Everything arrived. The test took 7.1 s.");
    expect(view.steps.map(({ step, state, after_s }) => [step, state, after_s])).toEqual([
      ["reported", "done", 0.1],
      ["offline", "done", 5.9],
      ["told_offline", "done", 0.4],
      ["returned", "done", null],
      ["told_online", "done", 0.5],
    ]);
  });

  it("says what failed where, and whom to see to", () => {
    const deliveries = [told(), told({ ...dead, channelName: "pager" })];
    const view = shown({ ...offline, deliveries, returnedAtMs: 6_500, endedAtMs: 7_000 });
    expect(view.summary).toContain('Check "pager"');
    expect(view.steps[3]).toMatchObject({
      state: "failed",
      sentence: 'Not told of the outage by Webhook "pager": HTTP 410',
    });
  });

  it("puts a problem at the step that was not taken, and takes no further one", () => {
    const problem = "Nobody noticed its silence.";
    const view = shown({ ...base, endedAtMs: 60_100, problem });
    expect(view.steps.map(({ state, sentence }) => [state, sentence])).toEqual([
      ["done", expect.any(String)],
      ["failed", problem],
    ]);
  });

  it("of one that was interrupted, waits for nothing", () => {
    const view = shown({ ...offline, deliveries: [told()] }, 60_000);
    expect(view).toMatchObject({ state: "interrupted", ended_at: null });
    expect(view.steps.map(({ state }) => state)).toEqual(["done", "done", "done", "not_taken"]);
  });

  it("of a team without channels, says that nobody would be told", () => {
    const nobody = told({ channelName: "", channelType: null, state: "suppressed", reason: "no_channel" });
    const view = shown({ ...returned, endedAtMs: 7_100, deliveries: [nobody] });
    expect(view).toMatchObject({ state: "failed", summary: expect.stringContaining("no channel") });
  });
});
