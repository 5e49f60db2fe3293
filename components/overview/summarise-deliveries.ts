import type { Tone } from "@/components/ui/badge";
import { isExpectedToWork } from "@/lib/notifications/channels/decide";
import type { OverviewDelivery } from "@/lib/overview/schema";

type Delivery = Pick<
  OverviewDelivery,
  "state" | "channel_name" | "channel_state" | "reason_text" | "attempts"
>;

/** Who was notified of one outage, in a few words; `detail` says why nobody was. */
export function summariseDeliveries(deliveries: readonly Delivery[]): {
  tone: Tone;
  words: string;
  detail: string | null;
} {
  const sent = deliveries.filter(({ state }) => state !== "suppressed");
  const delivered = sent.filter(({ state }) => state === "delivered");
  const waiting = sent.filter(({ state }) => state === "pending" || state === "sending");
  const [first] = delivered;
  if (sent.length === 0) {
    return { tone: "warn", words: "Nobody notified", detail: deliveries[0]?.reason_text ?? null };
  }
  if (first !== undefined && delivered.length === sent.length) {
    const whom = delivered.length === 1 ? first.channel_name : `${delivered.length} channels`;
    return { tone: "good", words: `Notified ${whom}`, detail: null };
  }
  const some = sent.length === 1 ? null : `Notified ${delivered.length} of ${sent.length}`;
  if (waiting.length === 0) return { tone: "bad", words: some ?? "Not notified", detail: null };
  const failing = new Set(waiting.filter(isHeldUp).map(({ channel_name }) => channel_name)).size;
  if (failing > 0) {
    const words =
      some === null
        ? "Not notified yet, channel failing"
        : `${some}, ${failing === 1 ? "1 channel" : `${failing} channels`} failing`;
    return { tone: "warn", words, detail: null };
  }
  const isRetrying = waiting.some(({ attempts }) => attempts.length > 0);
  const words = `${some ?? "Not notified yet"}, ${isRetrying ? "retrying" : "sending"}`;
  return { tone: "neutral", words, detail: null };
}

function isHeldUp({ channel_state }: Delivery): boolean {
  return channel_state !== null && !isExpectedToWork(channel_state);
}
