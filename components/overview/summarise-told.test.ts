import { expect, it } from "vitest";
import type { DeliveryView } from "@/lib/events/deliveries/schema";
import { summariseTold } from "./summarise-told";

const to = (channel_name: string, state: DeliveryView["state"], reason_text: string | null = null) => ({
  channel_name,
  state,
  reason_text,
});

it.each([
  ["nobody, for want of a row", [], "warn", "Nobody was told"],
  ["nobody, and why", [to("", "suppressed", "No channel.")], "warn", "Nobody was told"],
  ["one", [to("ops", "delivered"), to("off", "suppressed")], "good", "ops was told"],
  ["several", [to("ops", "delivered"), to("chat", "delivered")], "good", "2 channels were told"],
  ["one on the way", [to("ops", "pending")], "neutral", "Not arrived, being sent"],
  [
    "one of two so far",
    [to("ops", "delivered"), to("chat", "sending")],
    "neutral",
    "1 of 2 arrived, being sent",
  ],
  ["one of two for good", [to("ops", "delivered"), to("chat", "dead")], "bad", "1 of 2 arrived"],
  ["nobody, for good", [to("ops", "dead")], "bad", "Not arrived"],
] as const)("%s", (_name, deliveries, tone, words) => {
  expect(summariseTold(deliveries)).toMatchObject({ tone, words });
});

it("gives the reason when nobody was told", () => {
  expect(summariseTold([to("ops", "suppressed", "The channel is switched off.")]).detail).toBe(
    "The channel is switched off.",
  );
});
