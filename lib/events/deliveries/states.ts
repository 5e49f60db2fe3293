import { findWord, readWord, type Stored } from "@/lib/db/stored";

export const DELIVERY_STATES = ["pending", "sending", "delivered", "suppressed", "dead"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Why a delivery was not sent, or not any more. */
export const DELIVERY_REASONS = {
  no_channel: "This team has no notification channel.",
  channel_off: "The channel is switched off.",
  event_not_chosen: "The channel does not listen to this event.",
  offline_not_told: "This channel was never told of the outage, so it is not told how it goes on.",
  refused: "The receiver refused it for good.",
  message_refused: "The receiver refused this message; the channel itself works.",
  expired: "The receiver did not take it within 25 hours.",
  poisoned: "Ten workers died while they had it in hand, the last eight with nothing else.",
  unreadable: "For 25 hours nobody could read it: a newer version of LunaSentri wrote it.",
  flapping:
    "The machine goes and comes too often; how it stands is told once it has been steady for a while.",
  channel_failed: "It is this channel that failed; the others are told.",
  channel_deleted: "The channel was deleted before it could be sent.",
  machine_disabled: "The machine was disabled before it could be sent.",
  machine_paused: "The machine was paused.",
  canary_over: "The test of the whole path was over before it could be sent.",
} as const;
export type DeliveryReason = keyof typeof DELIVERY_REASONS;

const REASONS = Object.keys(DELIVERY_REASONS) as DeliveryReason[];

/** A delivery's state from its row. Throws when the row holds none that is known. */
export function readState(stored: Stored): DeliveryState {
  return readWord(DELIVERY_STATES, stored);
}

/** A delivery's reason from its row; null: it has none, or a newer version wrote one that is not known here. */
export function findReason(stored: Stored | null): DeliveryReason | null {
  return stored === null ? null : findWord(REASONS, stored);
}
