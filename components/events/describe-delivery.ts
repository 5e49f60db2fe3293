import type { Tone } from "@/components/ui/badge";
import type { DeliveryView } from "@/lib/events/deliveries/schema";
import { type ChannelState, isExpectedToWork } from "@/lib/notifications/channels/decide";

/** A delivery and, where it is known, whether its channel delivers now. */
export type ShownDelivery = DeliveryView & { channel_state?: ChannelState | null };

type DeliveryDescription = {
  tone: Tone;
  word: string;
  detail: string | null;
  at: { label: string; instant: string; isNextAttempt: boolean } | null;
};

/** Describes the outcome of a delivery: whether it arrived and, if not, why not and what happens next. */
export function describeDelivery(delivery: ShownDelivery): DeliveryDescription {
  const last = delivery.attempts.at(-1);
  switch (delivery.state) {
    case "delivered": {
      const instant = delivery.finished_at ?? last?.finished_at;
      return {
        tone: "good",
        word: "Delivered",
        detail: null,
        at: instant ? { label: "at", instant, isNextAttempt: false } : null,
      };
    }
    case "sending":
      return { tone: "neutral", word: "Sending", detail: null, at: null };
    case "pending": {
      if (last === undefined) return describeWaiting(delivery);
      const at = delivery.next_attempt_at;
      return {
        tone: "warn",
        word: "Retrying",
        detail: `Attempt ${last.number} failed: ${last.message}`,
        at: at === null ? null : { label: "· next attempt", instant: at, isNextAttempt: true },
      };
    }
    case "suppressed":
      return { tone: "neutral", word: "Not sent", detail: delivery.reason_text, at: null };
    case "dead": {
      const why = [delivery.reason_text, last === undefined ? null : `Last answer: ${last.message}`];
      return { tone: "bad", word: "Failed", detail: why.filter(Boolean).join(" ") || null, at: null };
    }
  }
}

/** A delivery that waits behind others never has an attempt of its own while its channel fails. */
function describeWaiting({ channel_state: state }: ShownDelivery): DeliveryDescription {
  const isHeldUp = state != null && !isExpectedToWork(state);
  if (!isHeldUp) return { tone: "neutral", word: "Waiting to be sent", detail: null, at: null };
  const word = state === "unusable" ? "Waiting, channel not set up" : "Waiting, channel failing";
  return { tone: "warn", word, detail: null, at: null };
}
