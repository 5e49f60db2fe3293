import { describe, expect, it } from "vitest";
import { ORDINARY } from "@/lib/events/circumstances";
import type { SendResult } from "../../messages/send-result";
import { decideEnding, decideSending } from "./decide";
import { GIVE_UP_AFTER_MS } from "./retry";

const channel = { id: 7, isActive: true, events: null };
const event = { type: "machine.offline", circumstances: ORDINARY } as const;
const outage = { event, channel, openingState: undefined, lostClaims: 0 } as const;

describe("decideSending", () => {
  const isMachinePaused = { ...event, circumstances: { ...ORDINARY, isMachinePaused: true } };
  it.each([
    ["an outage is sent", {}, { kind: "send" }],
    [
      "what whyNot suppresses is not sent",
      { event: isMachinePaused },
      { kind: "suppress", reason: "machine_paused" },
    ],
    [
      "nor is it given up because workers died of it",
      { event: isMachinePaused, lostClaims: 99 },
      { kind: "suppress", reason: "machine_paused" },
    ],
  ] as const)("%s", (_, given, decision) => {
    expect(decideSending({ ...outage, ...given })).toEqual(decision);
  });

  it.each([
    ["sends again what two workers died of, and seven more alone with it", 9, { kind: "send" }],
    ["gives up what a tenth died of, again alone with it", 10, { kind: "give_up", reason: "poisoned" }],
  ])("%s", (_, lostClaims, decision) => {
    expect(decideSending({ ...outage, lostClaims })).toEqual(decision);
  });
});

describe("decideEnding", () => {
  const createdAtMs = 1_000_000;
  const arrived: SendResult = { kind: "delivered", httpStatus: 200, message: "HTTP 200", receipt: null };
  const failed = { kind: "failed", httpStatus: 503, message: "HTTP 503", blame: "network" } as const;
  const expired = { state: "dead", reason: "expired" };

  it.each<[string, SendResult, number, object]>([
    ["a delivered one is finished", arrived, 0, { state: "delivered", reason: null }],
    [
      "what will never be accepted is given up at once",
      { ...failed, blame: "channel", retryAfterMs: 60_000 },
      0,
      { state: "dead", reason: "refused" },
    ],
    [
      "a message that the receiver refuses is given up alone",
      { ...failed, blame: "message", retryAfterMs: null },
      0,
      { state: "dead", reason: "message_refused" },
    ],
    [
      "a failure of the installation is retried",
      { ...failed, blame: "instance", retryAfterMs: null },
      0,
      { state: "pending", delayMs: 3_000 },
    ],
    [
      "a failed attempt is retried",
      { ...failed, retryAfterMs: null },
      0,
      { state: "pending", delayMs: 3_000 },
    ],
    [
      "no sooner than the receiver asked for",
      { ...failed, retryAfterMs: 60_000 },
      0,
      { state: "pending", delayMs: 60_000 },
    ],
    [
      "for the last time at the end of the window",
      { ...failed, retryAfterMs: 60_000 },
      GIVE_UP_AFTER_MS - 2_000,
      { state: "pending", delayMs: 2_000 },
    ],
    [
      "a message is retried until its last attempt",
      { ...failed, retryAfterMs: null, maxAttempts: 2 },
      0,
      { state: "pending", delayMs: 3_000 },
    ],
    [
      "and then given up alone",
      { ...failed, retryAfterMs: null, maxAttempts: 1 },
      0,
      { state: "dead", reason: "message_refused" },
    ],
    ["what is too old is given up", { ...failed, retryAfterMs: null }, GIVE_UP_AFTER_MS, expired],
  ])("%s", (_, result, ageMs, ending) => {
    const delivery = { attemptCount: 1, createdAtMs };
    expect(decideEnding({ delivery, result, nowMs: createdAtMs + ageMs, random: 0.5 })).toEqual(ending);
  });
});
