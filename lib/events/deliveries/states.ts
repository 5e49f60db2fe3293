import { findWord, readWord, type Stored } from "@/lib/db/stored";

export const DELIVERY_STATES = ["pending", "sending", "delivered", "suppressed", "dead"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Why a delivery was not sent, or is no longer retried. */
export const DELIVERY_REASONS = {
  no_channel: "This team has no notification channel.",
  channel_off: "The channel is switched off.",
  event_not_chosen: "This event is not selected for the channel.",
  offline_not_told: "Skipped: this channel never got the first alert.",
  refused: "The receiver refused it permanently.",
  message_refused: "The receiver refused this message; the channel itself works.",
  expired: "The receiver did not accept it within 25 hours.",
  poisoned: "Ten workers crashed while sending it; the last eight were sending nothing else.",
  unreadable: "No worker could read it for 25 hours: a newer version of LunaSentri wrote it.",
  flapping: "Flapping: held until it has been stable for a while.",
  channel_failed: "This is the channel that failed. The other channels are notified.",
  channel_deleted: "The channel was deleted before this was sent.",
  machine_disabled: "The machine was disabled before this was sent.",
  acknowledged: "Somebody had acknowledged it before this step was sent.",
  machine_paused: "The machine was paused or under maintenance.",
  canary_over: "The end-to-end test was over before this was sent.",
} as const;
export type DeliveryReason = keyof typeof DELIVERY_REASONS;

const REASONS = Object.keys(DELIVERY_REASONS) as DeliveryReason[];

/** A delivery's state from its row. Throws when the state is unknown. */
export function readState(stored: Stored): DeliveryState {
  return readWord(DELIVERY_STATES, stored);
}

/** A delivery's reason from its row; null: no reason, or one that only a newer version knows. */
export function findReason(stored: Stored | null): DeliveryReason | null {
  return stored === null ? null : findWord(REASONS, stored);
}
