import type { Tone } from "@/components/ui/badge";
import type { DeliveryView } from "@/lib/events/deliveries/schema";

type Delivery = Pick<DeliveryView, "state" | "channel_name" | "reason_text">;

/** Who was told of one outage and whether it arrived, in a few words; `detail` says why nobody was. */
export function summariseTold(deliveries: readonly Delivery[]): {
  tone: Tone;
  words: string;
  detail: string | null;
} {
  const tried = deliveries.filter(({ state }) => state !== "suppressed");
  const arrived = tried.filter(({ state }) => state === "delivered");
  const isFinal = tried.every(({ state }) => state === "delivered" || state === "dead");
  const [first] = arrived;
  if (tried.length === 0) {
    return { tone: "warn", words: "Nobody was told", detail: deliveries[0]?.reason_text ?? null };
  }
  if (first !== undefined && arrived.length === tried.length) {
    const words =
      arrived.length === 1 ? `${first.channel_name} was told` : `${arrived.length} channels were told`;
    return { tone: "good", words, detail: null };
  }
  const words = tried.length === 1 ? "Not arrived" : `${arrived.length} of ${tried.length} arrived`;
  return isFinal
    ? { tone: "bad", words, detail: null }
    : { tone: "neutral", words: `${words}, being sent`, detail: null };
}
