import type { Tone } from "@/components/ui/badge";
import { isExpectedToWork } from "@/lib/notifications/channels/decide";
import type { OverviewDelivery } from "@/lib/overview/schema";

type Delivery = Pick<
  OverviewDelivery,
  "state" | "channel_name" | "channel_state" | "reason_text" | "attempts"
>;

/** Of more channels than this, a row says only how many they are. */
const NAMED = 2;

/** Who was notified of one outage, in a few words; `detail` says why nobody was. */
export function summariseDeliveries(deliveries: readonly Delivery[]): {
  tone: Tone;
  words: string;
  detail: string | null;
} {
  const sent = deliveries.filter(({ state }) => state !== "suppressed");
  const delivered = sent.filter(({ state }) => state === "delivered");
  const waiting = sent.filter(({ state }) => state === "pending" || state === "sending");
  if (sent.length === 0) {
    return { tone: "warn", words: "Nobody notified", detail: deliveries[0]?.reason_text ?? null };
  }
  if (delivered.length === sent.length)
    return { tone: "good", words: `Notified ${namesOf(delivered)}`, detail: null };
  const some = delivered.length === 0 ? null : `Notified ${namesOf(delivered)}`;
  const dead = sent.filter(({ state }) => state === "dead");
  if (waiting.length === 0) {
    const words = some === null ? "Not notified" : `${some}; ${namesOf(dead)} failed`;
    return { tone: "bad", words, detail: null };
  }
  const failing = waiting.filter(isHeldUp);
  if (failing.length > 0)
    return {
      tone: "warn",
      words: `${some ?? "Not notified yet"}; ${namesOf(failing)} failing`,
      detail: null,
    };
  const isRetrying = waiting.some(({ attempts }) => attempts.length > 0);
  const words = `${some ?? "Not notified yet"}; ${isRetrying ? "retrying" : "sending to"} ${namesOf(waiting)}`;
  return { tone: "neutral", words, detail: null };
}

/** The names of these deliveries' channels; of many, how many they are. */
function namesOf(deliveries: readonly Delivery[]): string {
  const names = [...new Set(deliveries.map(({ channel_name }) => channel_name))];
  return names.length > NAMED ? `${names.length} channels` : names.join(", ");
}

function isHeldUp({ channel_state }: Delivery): boolean {
  return channel_state !== null && !isExpectedToWork(channel_state);
}
