import { describe, expect, it } from "vitest";
import { ORDINARY } from "../circumstances";
import type { EventType } from "../types";
import { DELIVERY_STATES, type DeliveryReason } from "./states";
import { maySendRecovery, type Verdict, whyNot } from "./why-not";

type Asked = Parameters<typeof whyNot>[0];

const channel = { id: 7, isActive: true, events: null };
const outage: Asked = { event: "machine.offline", channel, openingState: undefined, circumstances: ORDINARY };
const recovery: Asked = { ...outage, event: "machine.online", openingState: "delivered" };

/** How each reason comes about, in order of precedence. `event`: only this event is suppressed for it. */
const ORDER: { reason: DeliveryReason; event?: EventType; bring: (asked: Asked) => Asked }[] = [
  { reason: "channel_deleted", bring: (asked) => ({ ...asked, channel: null }) },
  { reason: "channel_failed", bring: (asked) => under(asked, { failedChannelId: 7 }) },
  { reason: "channel_off", bring: (asked) => on(asked, { isActive: false }) },
  { reason: "event_not_chosen", bring: (asked) => on(asked, { events: ["hub.deaf"] }) },
  { reason: "machine_disabled", bring: (asked) => under(asked, { isMachineDisabled: true }) },
  { reason: "flapping", bring: (asked) => under(asked, { isMachineFlapping: true }) },
  {
    reason: "offline_not_told",
    event: "machine.online",
    bring: (asked) => ({ ...asked, openingState: "dead" }),
  },
  { reason: "canary_over", event: "machine.offline", bring: (asked) => under(asked, { isCanaryOver: true }) },
  { reason: "acknowledged", bring: (asked) => under(asked, { isAcknowledged: true }) },
  {
    reason: "machine_paused",
    event: "machine.offline",
    bring: (asked) => under(asked, { isMachinePaused: true }),
  },
];

function on(asked: Asked, change: Partial<NonNullable<Asked["channel"]>>): Asked {
  return { ...asked, channel: asked.channel && { ...asked.channel, ...change } };
}

function under(asked: Asked, change: Partial<Asked["circumstances"]>): Asked {
  return { ...asked, circumstances: { ...asked.circumstances, ...change } };
}

const suppressed = (reason: DeliveryReason): Verdict => ({ kind: "suppress", reason });
const askedOf = (event: EventType | undefined) => (event === "machine.online" ? recovery : outage);

describe("whyNot", () => {
  it("sends an outage, and a recovery whose outage was sent", () => {
    expect([whyNot(outage), whyNot(recovery)]).toEqual([{ kind: "send" }, { kind: "send" }]);
  });

  it.each(ORDER)("gives the reason $reason when no other applies", ({ reason, event, bring }) => {
    expect(whyNot(bring(askedOf(event)))).toEqual(suppressed(reason));
  });

  // No event both follows an outage and opens one: those two reasons are compared with the one after them.
  const pairs = ORDER.flatMap((first, index) =>
    ORDER.slice(index + 1, index + 3).flatMap((second) =>
      first.event !== undefined && second.event !== undefined ? [] : [{ first, second }],
    ),
  );
  it.each(pairs)("gives $first.reason before $second.reason", ({ first, second }) => {
    const asked = askedOf(first.event ?? second.event);
    expect(whyNot(second.bring(first.bring(asked)))).toEqual(suppressed(first.reason));
    expect(whyNot(first.bring(second.bring(asked)))).toEqual(suppressed(first.reason));
  });

  it.each<[string, Asked, DeliveryReason | null]>([
    ["a channel gets an event that it chose", on(outage, { events: ["machine.offline"] }), null],
    [
      "a channel that chose outages gets their reminders",
      on({ ...recovery, event: "machine.still_offline" }, { events: ["machine.offline"] }),
      null,
    ],
    [
      "a channel that chose only recoveries gets no reminders",
      on({ ...recovery, event: "machine.still_offline" }, { events: ["machine.online"] }),
      "event_not_chosen",
    ],
    [
      "a reminder is not sent where the outage was not",
      { ...recovery, event: "machine.still_offline", openingState: undefined },
      "offline_not_told",
    ],
    [
      "a channel created during the outage does not get its end",
      { ...recovery, openingState: undefined },
      "offline_not_told",
    ],
    ["the end of a simulated outage is sent after its test", under(recovery, { isCanaryOver: true }), null],
    ["the end of an outage is sent during a pause", under(recovery, { isMachinePaused: true }), null],
    [
      "a reminder is not sent during a pause",
      under({ ...recovery, event: "machine.still_offline" }, { isMachinePaused: true }),
      "machine_paused",
    ],
    ["a broken channel is reported to the others", under(outage, { failedChannelId: 8 }), null],
    ["the hub's downtime is sent", { ...outage, event: "hub.deaf" }, null],
    ["the end of the hub's downtime needs no earlier event", { ...outage, event: "hub.heard" }, null],
  ])("%s", (_, asked, reason) => {
    expect(whyNot(asked)).toEqual(reason === null ? { kind: "send" } : suppressed(reason));
  });

  it("lets a recovery follow every outage that was or may still be sent", () => {
    const followed = DELIVERY_STATES.filter(
      (openingState) => whyNot({ ...recovery, openingState }).kind === "send",
    );
    expect(followed).toEqual(["pending", "sending", "delivered"]);
    expect(DELIVERY_STATES.filter(maySendRecovery)).toEqual(followed);
  });
});
