import { expect, it } from "vitest";
import type { ExplainedDelivery } from "./facts";
import { inOrder, toDeliveryStep, toStep } from "./steps";

const nowMs = Date.parse("2026-03-01T12:20:00Z");
const waiting: ExplainedDelivery = {
  ...{ id: 1, event: "machine.offline", channelName: "bridge", state: "pending", reasonText: null },
  ...{ createdAtMs: 0, finishedAtMs: null, nextAttemptAtMs: nowMs, attemptCount: 3, lastAnswer: null },
  isChannelFailing: false,
};

it.each([
  ["to come", { nextAttemptAtMs: nowMs + 60_000 }, nowMs + 60_000, "It will be attempted again then."],
  ["due", {}, null, "It will be attempted again within a minute."],
  ["due for the first time", { attemptCount: 0 }, null, "It will be attempted within a minute."],
  ["under way", { state: "sending" }, null, "It is being attempted."],
  [
    "held up by something known",
    { nextAttemptAtMs: nowMs + 60_000, reasonText: "The channel is switched off." },
    null,
    "The channel is switched off.",
  ],
  [
    "due while its channel is failing",
    { isChannelFailing: true },
    null,
    "It will be sent once the receiver accepts messages again; that is tried about once a minute.",
  ],
  [
    "to come while its channel is failing",
    { isChannelFailing: true, nextAttemptAtMs: nowMs + 60_000 },
    nowMs + 60_000,
    "It will be attempted again then at the earliest: the channel is failing.",
  ],
  [
    "under way while its channel is failing",
    { isChannelFailing: true, state: "sending" },
    null,
    "It is being attempted.",
  ],
] as const)("says of an attempt that is %s when it will be", (_what, over, atMs, sentence) => {
  const step = toDeliveryStep({ delivery: { ...waiting, ...over }, nowMs });
  expect(step.sentence).toBe(`Alert to bridge: not delivered yet. ${sentence}`);
  expect(step.at).toBe(atMs === null ? null : new Date(atMs).toISOString());
});

it("puts steps in order of time: what happened, what is under way, what will be", () => {
  const step = (atMs: number | null, sentence: string) =>
    toStep({ step: "delivery", state: "went_on", atMs, sentence });
  const steps = [
    step(nowMs - 500_000, "reported"),
    step(nowMs + 2_600_000, "will be attempted again"),
    step(null, "will be attempted within a minute"),
    step(nowMs + 5_000, "will be attempted sooner"),
    step(nowMs - 10_000, "arrived"),
    step(nowMs - 400_000, "declared"),
    step(nowMs - 400_000, "declared with others"),
  ];
  expect(inOrder(steps, nowMs).map(({ sentence }) => sentence)).toEqual([
    "reported",
    "declared",
    "declared with others",
    "arrived",
    "will be attempted within a minute",
    "will be attempted sooner",
    "will be attempted again",
  ]);
});

it.each([
  ["words alone", "HTTP 503", / Last answer: HTTP 503\.$/],
  ["a sentence", "An admin can allow 10.0.0.0/24.", / can allow 10\.0\.0\.0\/24\.$/],
])("ends a step whose answer is %s with one full stop", (_what, lastAnswer, sentence) => {
  const step = toDeliveryStep({ delivery: { ...waiting, lastAnswer }, nowMs });
  expect(step.sentence).toMatch(sentence);
  expect(step.sentence).not.toMatch(/\.\.$/);
});
