import { expect, it } from "vitest";
import { toDeliveryStep } from "./steps";

it.each([
  ["words alone", "HTTP 503", / Last answer: HTTP 503\.$/],
  ["a sentence", "Name its network in WEBHOOK_ALLOW_CIDRS.", / in WEBHOOK_ALLOW_CIDRS\.$/],
])("ends a step whose answer is %s with one full stop", (_what, lastAnswer, sentence) => {
  const step = toDeliveryStep({
    ...{ id: 1, event: "machine.offline", channelName: "on-call", state: "pending", reasonText: null },
    ...{ createdAtMs: 0, finishedAtMs: null, nextAttemptAtMs: 0, attemptCount: 1, lastAnswer },
  });
  expect(step.sentence).toMatch(sentence);
  expect(step.sentence).not.toMatch(/\.\.$/);
});
