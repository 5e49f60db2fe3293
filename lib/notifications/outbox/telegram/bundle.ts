import type { ClaimedDelivery } from "@/lib/db/engine";
import { partOf } from "@/lib/events/types";
import { type EventMessage, toMessage } from "../../messages/message";
import { decideSending } from "../decide";
import type { Loaded } from "../delivery-data";
import type { EndedDelivery } from "../ended-delivery";

export type Bundle = {
  channel: NonNullable<Loaded["channel"]> | null;
  /** What one message tells, oldest first. */
  told: { delivery: ClaimedDelivery; message: EventMessage }[];
  /** What is not told, with its reason. */
  unsent: EndedDelivery[];
};

/** What of a channel's claimed deliveries may still be told. A recovery whose outage may not be told is not told either. */
export function bundle({
  deliveries,
  loaded,
  token,
}: {
  deliveries: readonly ClaimedDelivery[];
  loaded: ReadonlyMap<bigint, Loaded>;
  token: string;
}): Bundle {
  const result: Bundle = { channel: null, told: [], unsent: [] };
  const untold = new Set<number | null>();
  for (const delivery of deliveries) {
    const found = loaded.get(delivery.id);
    if (found === undefined) continue;
    const { event, channel, outageState } = found;
    result.channel = channel;
    const decision = decideSending({
      event,
      channel,
      outageState: outageState === "sending" && untold.has(delivery.incidentId) ? "suppressed" : outageState,
      lostClaims: delivery.lostClaims,
    });
    if (decision.kind === "send") {
      result.told.push({ delivery, message: toMessage({ event, isReplay: delivery.isReplay }) });
      continue;
    }
    const { reason } = decision;
    const state = decision.kind === "give_up" ? "dead" : "suppressed";
    result.unsent.push({ delivery, token, ending: { state, reason }, attempt: null });
    if (partOf(event.type) === "opens") untold.add(delivery.incidentId);
  }
  return result;
}
