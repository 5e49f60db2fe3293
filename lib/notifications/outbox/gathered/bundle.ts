import { partOf } from "@/lib/events/types";
import type { ClaimedRow } from "../sending/claims";
import { decideSending, endingUnsent } from "../sending/decide";
import type { Recipient } from "../sending/deliver";
import type { EndedDelivery } from "../sending/ended-delivery";

export type Bundle = {
  channel: Recipient | null;
  /** What the message contains, oldest first. */
  told: ClaimedRow[];
  /** What is not sent, with its reason. */
  unsent: EndedDelivery[];
};

/**
 * Decides which of a channel's claimed deliveries may still be sent. A recovery whose outage may not be sent is not
 * sent either.
 */
export function bundle({ rows, token }: { rows: readonly ClaimedRow[]; token: string }): Bundle {
  const result: Bundle = { channel: null, told: [], unsent: [] };
  const unsent = new Set<number | null>();
  for (const row of rows) {
    const { delivery, event, channel, openingState } = row;
    result.channel = channel;
    const decision = decideSending({
      event,
      channel,
      openingState:
        openingState === "sending" && unsent.has(delivery.incidentId) ? "suppressed" : openingState,
      lostClaims: delivery.lostClaims,
    });
    if (decision.kind === "send") {
      result.told.push(row);
      continue;
    }
    result.unsent.push({ delivery, token, ending: endingUnsent(decision), attempt: null });
    if (partOf(event.type) === "opens") unsent.add(delivery.incidentId);
  }
  return result;
}
