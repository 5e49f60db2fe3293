import { describe, expect, it } from "vitest";
import { DELIVERY_REASONS } from "@/lib/events/deliveries/states";
import { decideNextStep, decideState } from "./decide";
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

describe("decideNextStep", () => {
  it.each([
    ["waits for its silence", base, 60_099, "wait"],
    ["ends when the silence is not noticed within a minute", base, 60_100, "end"],
    ["waits for the deliveries of the outage", offline, 6_100, "wait"],
    [
      "waits for a channel that is still being sent to",
      { ...offline, deliveries: [told(), told({ state: "sending" })] },
      25_999,
      "wait",
    ],
    [
      "does not wait for it for ever",
      { ...offline, deliveries: [told({ state: "pending" })] },
      26_000,
      "come_back",
    ],
    [
      "comes back once every alert has been sent, or will not be",
      { ...offline, deliveries: [told(), told(dead), told(off)] },
      6_500,
      "come_back",
    ],
    [
      "waits for the recovery",
      { ...returned, deliveries: [told(), recovery({ state: "pending" })] },
      36_499,
      "wait",
    ],
    [
      "does not wait for that for ever either",
      { ...returned, deliveries: [told(), recovery({ state: "pending" })] },
      36_500,
      "end",
    ],
    ["is over once every recovery has been sent", returned, 7_100, "end"],
  ] as const)("%s", (_, facts, nowMs, kind) => {
    expect(decideNextStep({ facts, nowMs }).kind).toBe(kind);
  });
});

describe("decideState", () => {
  const ended = { ...returned, endedAtMs: 7_100 };
  it.each([
    ["a test that is being played is running", base, 10_000, "running"],
    ["one that is no longer played is interrupted", base, 10_001, "interrupted"],
    ["every sign of life of its player counts", { ...base, aliveAtMs: 5_000 }, 15_000, "running"],
    ["one that was delivered everywhere has arrived, for ever", ended, 1e9, "arrived"],
    [
      "a channel that is off does not change that",
      { ...ended, deliveries: [...ended.deliveries, told(off)] },
      8_000,
      "arrived",
    ],
    [
      "one that was not sent for any other reason has failed",
      { ...ended, deliveries: [...ended.deliveries, told({ ...off, reason: "canary_over" })] },
      8_000,
      "failed",
    ],
    ["one that was sent to nobody has failed", { ...ended, deliveries: [told(off)] }, 8_000, "failed"],
    [
      "one that one channel refused has failed",
      { ...ended, deliveries: [told(), told(dead)] },
      8_000,
      "failed",
    ],
    [
      "one that could not continue has failed",
      { ...base, endedAtMs: 1, problem: "No address." },
      8_000,
      "failed",
    ],
  ] as const)("%s", (_, facts, nowMs, state) => {
    expect(decideState({ facts, nowMs })).toBe(state);
  });
});

describe("toCanaryView", () => {
  const shown = (facts: CanaryFacts, nowMs = 8_000) => toCanaryView({ facts, nowMs });

  it("gives each step the time since the one before it, and the time of the whole", () => {
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

  it("says what failed where, and which channels to check", () => {
    const deliveries = [told(), told({ ...dead, channelName: "pager" })];
    const view = shown({ ...offline, deliveries, returnedAtMs: 6_500, endedAtMs: 7_000 });
    expect(view.summary).toContain('Check "pager"');
    expect(view.steps[3]).toMatchObject({
      state: "failed",
      sentence: 'Alert to Webhook "pager": failed. HTTP 410',
    });
  });

  it.each([
    ["that answered every time and took nothing", "HTTP 401", "not delivered while the test ran. HTTP 401"],
    ["that was never asked", null, "not sent. The end-to-end test was over before this was sent."],
  ])("names what a receiver said %s", (_, lastAnswer, words) => {
    const over = { state: "suppressed", reason: "canary_over", lastAnswer } as const;
    const reasonText = DELIVERY_REASONS.canary_over;
    const view = shown({ ...returned, endedAtMs: 36_500, deliveries: [told({ ...over, reasonText })] });
    expect(view.steps[2]).toMatchObject({ state: "failed", sentence: `Alert to Webhook "ops": ${words}` });
  });

  it("shows a problem at the step that was not taken, and stops there", () => {
    const problem = "The outage was not detected.";
    const view = shown({ ...base, endedAtMs: 60_100, problem });
    expect(view.steps.map(({ state, sentence }) => [state, sentence])).toEqual([
      ["done", expect.any(String)],
      ["failed", problem],
    ]);
  });

  it("waits for nothing once interrupted", () => {
    const view = shown({ ...offline, deliveries: [told()] }, 60_000);
    expect(view).toMatchObject({ state: "interrupted", ended_at: null });
    expect(view.steps.map(({ state }) => state)).toEqual(["done", "done", "done", "not_taken"]);
  });

  it("says of a team without channels that nobody would be notified", () => {
    const nobody = told({ channelName: "", channelType: null, state: "suppressed", reason: "no_channel" });
    const view = shown({ ...returned, endedAtMs: 7_100, deliveries: [nobody] });
    expect(view).toMatchObject({ state: "failed", summary: expect.stringContaining("no channel") });
  });
});
