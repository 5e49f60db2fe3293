import { expect, it } from "vitest";
import type { DeliveryView } from "@/lib/events/deliveries/schema";
import type { ChannelState } from "@/lib/notifications/channels/decide";
import { summariseDeliveries } from "./summarise-deliveries";

const failed: DeliveryView["attempts"][number] = {
  number: 1,
  started_at: "2026-11-24T10:00:00Z",
  finished_at: "2026-11-24T10:00:01Z",
  ok: false,
  status: 503,
  message: "HTTP 503",
};

const to = (channel_name: string, state: DeliveryView["state"], reason_text: string | null = null) => ({
  channel_name,
  channel_state: "works" as ChannelState | null,
  state,
  reason_text,
  attempts: [] as DeliveryView["attempts"],
});
const waitingFor = (channel_name: string, channel_state: ChannelState) => ({
  ...to(channel_name, "pending"),
  channel_state,
});
const retrying = (channel_name: string) => ({ ...to(channel_name, "pending"), attempts: [failed] });

it.each([
  ["no delivery", [], "warn", "Nobody notified"],
  ["a delivery that names no channel", [to("", "suppressed", "No channel.")], "warn", "Nobody notified"],
  [
    "one delivered, one suppressed",
    [to("ops", "delivered"), to("off", "suppressed")],
    "good",
    "Notified ops",
  ],
  ["several delivered", [to("ops", "delivered"), to("chat", "delivered")], "good", "Notified ops, chat"],
  ["one waiting", [to("ops", "pending")], "neutral", "Not notified yet; sending to ops"],
  ["one retrying", [retrying("ops")], "neutral", "Not notified yet; retrying ops"],
  [
    "one delivered, one being sent",
    [to("ops", "delivered"), to("chat", "sending")],
    "neutral",
    "Notified ops; sending to chat",
  ],
  [
    "one delivered, one retrying",
    [to("ops", "delivered"), retrying("chat")],
    "neutral",
    "Notified ops; retrying chat",
  ],
  [
    "three delivered, one never attempted as its channel is failing",
    [
      to("ops", "delivered"),
      to("chat", "delivered"),
      to("mail", "delivered"),
      waitingFor("pager", "failing"),
    ],
    "warn",
    "Notified 3 channels; pager failing",
  ],
  [
    "one delivered, others waiting, some of whose channels are failing",
    [
      to("ops", "delivered"),
      waitingFor("chat", "failed"),
      waitingFor("pager", "unusable"),
      to("mail", "pending"),
    ],
    "warn",
    "Notified ops; chat, pager failing",
  ],
  [
    "the only one waiting for a failing channel",
    [{ ...retrying("ops"), channel_state: "failing" as const }],
    "warn",
    "Not notified yet; ops failing",
  ],
  [
    "one waiting for a channel that has failed for a moment",
    [waitingFor("ops", "retrying")],
    "neutral",
    "Not notified yet; sending to ops",
  ],
  [
    "one delivered to a channel that is failing now",
    [{ ...to("ops", "delivered"), channel_state: "failing" as const }],
    "good",
    "Notified ops",
  ],
  [
    "one delivered, one failed",
    [to("ops", "delivered"), to("chat", "dead")],
    "bad",
    "Notified ops; chat failed",
  ],
  ["the only one failed", [to("ops", "dead")], "bad", "Not notified"],
] as const)("%s", (_name, deliveries, tone, words) => {
  expect(summariseDeliveries(deliveries)).toMatchObject({ tone, words });
});

it("gives the reason when nobody was notified", () => {
  expect(summariseDeliveries([to("ops", "suppressed", "The channel is switched off.")]).detail).toBe(
    "The channel is switched off.",
  );
});
