import { describe, expect, it } from "vitest";
import { DELIVERY_STATES } from "@/lib/events/deliveries/states";
import type { SendResult } from "../../messages/send-result";
import { decideEnding, decideSending } from "./decide";
import { GIVE_UP_AFTER_MS } from "./retry";

const channel = { isActive: true, events: null };
const event = {
  type: "machine.offline",
  isMachineDisabled: false,
  isMachinePaused: false,
  isCanaryOver: false,
} as const;
const outage = { event, channel, outageState: undefined } as const;

describe("decideSending", () => {
  it.each([
    ["an outage is sent", {}, null],
    ["a channel deleted since gets nothing", { channel: null }, "channel_deleted"],
    [
      "a channel switched off since gets nothing",
      { channel: { ...channel, isActive: false } },
      "channel_off",
    ],
    [
      "a channel that chose other events since gets nothing",
      { channel: { ...channel, events: ["machine.online"] } },
      "event_not_chosen",
    ],
    [
      "a machine disabled since is not told of",
      { event: { ...event, isMachineDisabled: true } },
      "machine_disabled",
    ],
    [
      "a machine paused since is not told of",
      { event: { ...event, isMachinePaused: true } },
      "machine_paused",
    ],
    [
      "disabled outranks paused",
      { event: { ...event, isMachineDisabled: true, isMachinePaused: true } },
      "machine_disabled",
    ],
    [
      "a made-up outage is not told after its test",
      { event: { ...event, isCanaryOver: true } },
      "canary_over",
    ],
    [
      "its end is, where the outage was told",
      { event: { ...event, type: "machine.online", isCanaryOver: true }, outageState: "delivered" },
      null,
    ],
    [
      "a recovery without its outage is not sent",
      { event: { ...event, type: "machine.online" } },
      "offline_not_told",
    ],
    [
      "that an outage lasts is not sent without it",
      { event: { ...event, type: "machine.still_offline" } },
      "offline_not_told",
    ],
    [
      "it is sent to who chose outages",
      {
        event: { ...event, type: "machine.still_offline" },
        channel: { ...channel, events: ["machine.offline"] },
        outageState: "delivered",
      },
      null,
    ],
    [
      "it is not sent to who gave outages up meanwhile",
      {
        event: { ...event, type: "machine.still_offline" },
        channel: { ...channel, events: ["machine.online"] },
        outageState: "delivered",
      },
      "event_not_chosen",
    ],
    ["the hub's deafness is sent", { event: { ...event, type: "hub.deaf" } }, null],
    ["its end is sent, whatever was told before", { event: { ...event, type: "hub.heard" } }, null],
    ["a failed channel is told of", { event: { ...event, type: "channel.failed" } }, null],
    [
      "a notice respects the switch",
      { event: { ...event, type: "hub.deaf" }, channel: { ...channel, isActive: false } },
      "channel_off",
    ],
    [
      "a notice respects what a channel chose",
      { event: { ...event, type: "hub.heard" }, channel: { ...channel, events: ["machine.offline"] } },
      "event_not_chosen",
    ],
  ] as const)("%s", (_, given, reason) => {
    const decision = decideSending({ ...outage, ...given });
    expect(decision).toEqual(reason === null ? { kind: "send" } : { kind: "suppress", reason });
  });

  it.each([
    ["tries again what two workers died of, and seven more alone with it", 9, { kind: "send" }],
    ["gives up what a tenth died of, again alone with it", 10, { kind: "give_up", reason: "poisoned" }],
  ])("%s", (_, lostClaims, decision) => {
    expect(decideSending({ ...outage, lostClaims })).toEqual(decision);
  });

  it("lets a recovery follow every outage that was or may still be told", () => {
    const sent = DELIVERY_STATES.filter(
      (outageState) =>
        decideSending({ ...outage, event: { ...event, type: "machine.online" }, outageState }).kind ===
        "send",
    );
    expect(sent).toEqual(["pending", "sending", "delivered"]);
  });
});

describe("decideEnding", () => {
  const createdAtMs = 1_000_000;
  const arrived: SendResult = { kind: "delivered", httpStatus: 200, message: "HTTP 200", receipt: null };
  const failed = { kind: "failed", httpStatus: 503, message: "HTTP 503", blame: "network" } as const;
  const expired = { state: "dead", reason: "expired" };

  it.each<[string, SendResult, number, object]>([
    ["what arrived is over", arrived, 0, { state: "delivered", reason: null }],
    [
      "what will never be taken is given up at once",
      { ...failed, blame: "channel", retryAfterMs: 60_000 },
      0,
      { state: "dead", reason: "refused" },
    ],
    [
      "a message that the receiver does not take is given up by itself",
      { ...failed, blame: "message", retryAfterMs: null },
      0,
      { state: "dead", reason: "message_refused" },
    ],
    [
      "what the installation is to blame for is tried again",
      { ...failed, blame: "instance", retryAfterMs: null },
      0,
      { state: "pending", delayMs: 3_000 },
    ],
    [
      "what failed is tried again",
      { ...failed, retryAfterMs: null },
      0,
      { state: "pending", delayMs: 3_000 },
    ],
    [
      "no sooner than it was asked for",
      { ...failed, retryAfterMs: 60_000 },
      0,
      { state: "pending", delayMs: 60_000 },
    ],
    [
      "for the last time when its time is over",
      { ...failed, retryAfterMs: 60_000 },
      GIVE_UP_AFTER_MS - 2_000,
      { state: "pending", delayMs: 2_000 },
    ],
    ["what is too old is given up", { ...failed, retryAfterMs: null }, GIVE_UP_AFTER_MS, expired],
  ])("%s", (_, result, ageMs, ending) => {
    const delivery = { attemptCount: 1, createdAtMs };
    expect(decideEnding({ delivery, result, nowMs: createdAtMs + ageMs, random: 0.5 })).toEqual(ending);
  });
});
