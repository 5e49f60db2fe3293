import { describe, expect, it } from "vitest";
import { type ChannelFacts, decideChannelState, isExpectedToWork, whatHinders } from "./decide";

const nowMs = Date.parse("2026-03-01T12:18:46Z");
const MINUTE_MS = 60_000;
const healthy: ChannelFacts = { problem: null, failedAtMs: null, failingSinceMs: null };
const noToken = "No Telegram bot token is set.";

describe("whether a channel works", () => {
  it.each<[string, Partial<ChannelFacts>, ReturnType<typeof decideChannelState>, boolean]>([
    ["as far as is known", {}, "works", true],
    ["not without what is set up once", { problem: noToken }, "unusable", false],
    ["whatever else is known, not without that", { problem: noToken, failedAtMs: nowMs }, "unusable", false],
    ["not after a permanent failure", { failedAtMs: nowMs - MINUTE_MS }, "failed", false],
    [
      "still, if attempts have failed for a moment",
      { failingSinceMs: nowMs - MINUTE_MS + 1 },
      "retrying",
      true,
    ],
    ["not, if all have failed for a minute", { failingSinceMs: nowMs - MINUTE_MS }, "failing", false],
    ["not, if all have failed for hours", { failingSinceMs: nowMs - 300 * MINUTE_MS }, "failing", false],
    ["still, if a clock has been set back", { failingSinceMs: nowMs + MINUTE_MS }, "retrying", true],
  ])("%s", (_, over, state, works) => {
    expect(decideChannelState({ ...healthy, ...over }, nowMs)).toBe(state);
    expect(isExpectedToWork(state)).toBe(works);
  });
});

describe("what would hinder an alert", () => {
  const lastAnswer = "connection refused: nothing listens there.";
  it.each<[string, Partial<ChannelFacts>, string | null]>([
    ["nothing", {}, null],
    ["what is not set up", { problem: noToken }, noToken],
    [
      "a permanent failure",
      { failedAtMs: nowMs },
      "The alert would be attempted, but recent deliveries have failed: connection refused: nothing listens there.",
    ],
    [
      "attempts that all fail, although none has been given up",
      { failingSinceMs: nowMs - 4 * MINUTE_MS },
      "The alert would be attempted, but every attempt has failed for 4m: connection refused: nothing listens there. 12 messages are waiting.",
    ],
    [
      "a failure a moment ago",
      { failingSinceMs: nowMs - 5_000 },
      "The alert would be attempted, but every attempt has failed for 5s: connection refused: nothing listens there. 12 messages are waiting.",
    ],
  ])("%s", (_, over, sentence) => {
    expect(whatHinders({ facts: { ...healthy, ...over }, lastAnswer, waitingCount: 12, nowMs })).toBe(
      sentence,
    );
  });

  it("says it without what is not known", () => {
    const facts = { ...healthy, failingSinceMs: nowMs };
    expect(whatHinders({ facts, lastAnswer: null, waitingCount: 0, nowMs })).toBe(
      "The alert would be attempted, but the latest attempt has just failed.",
    );
    expect(whatHinders({ facts, lastAnswer: null, waitingCount: 1_000, nowMs })).toBe(
      "The alert would be attempted, but the latest attempt has just failed. 1,000 or more messages are waiting.",
    );
    expect(whatHinders({ facts, lastAnswer: "HTTP 503", waitingCount: 1, nowMs })).toBe(
      "The alert would be attempted, but the latest attempt has just failed: HTTP 503. 1 message is waiting.",
    );
  });
});
