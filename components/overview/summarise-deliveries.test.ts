import { expect, it } from "vitest";
import type { DeliveryView } from "@/lib/events/deliveries/schema";
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
  state,
  reason_text,
  attempts: [] as DeliveryView["attempts"],
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
  ["several delivered", [to("ops", "delivered"), to("chat", "delivered")], "good", "Notified 2 channels"],
  ["one waiting", [to("ops", "pending")], "neutral", "Not notified yet, sending"],
  ["one retrying", [retrying("ops")], "neutral", "Not notified yet, retrying"],
  [
    "one delivered, one being sent",
    [to("ops", "delivered"), to("chat", "sending")],
    "neutral",
    "Notified 1 of 2, sending",
  ],
  [
    "one delivered, one retrying",
    [to("ops", "delivered"), retrying("chat")],
    "neutral",
    "Notified 1 of 2, retrying",
  ],
  ["one delivered, one failed", [to("ops", "delivered"), to("chat", "dead")], "bad", "Notified 1 of 2"],
  ["the only one failed", [to("ops", "dead")], "bad", "Not notified"],
] as const)("%s", (_name, deliveries, tone, words) => {
  expect(summariseDeliveries(deliveries)).toMatchObject({ tone, words });
});

it("gives the reason when nobody was notified", () => {
  expect(summariseDeliveries([to("ops", "suppressed", "The channel is switched off.")]).detail).toBe(
    "The channel is switched off.",
  );
});
