import { createHash } from "node:crypto";
import type { ClaimedDelivery } from "@/lib/db/engine";
import type { Told } from "../../messages/channel-type";
import { asSent } from "../../messages/incident-status";
import { toMessage } from "../../messages/message";
import type { ClaimedRow } from "./claims";

/** Builds one message for their channel from these deliveries. */
export function toSentStep({
  rows,
  hubUrl,
  now,
}: {
  rows: readonly ClaimedRow[];
  hubUrl: string | null;
  now: Date;
}): Told {
  return {
    messages: rows.map(({ event, delivery: { isReplay } }) => toMessage({ event, isReplay })),
    incidentStatuses: asSent(realOf(rows)),
    key: keyOf(rows.map(({ delivery }) => delivery.uid)),
    hubUrl,
    now,
  };
}

/** The deliveries about real incidents: simulated ones are not acknowledged. */
export function realOf(rows: readonly ClaimedRow[]): ClaimedDelivery[] {
  const real = rows.filter(({ event: { told } }) => told.kind === "notice" || told.facts.canary !== true);
  return real.map(({ delivery }) => delivery);
}

/**
 * Names a message over all attempts to send it: the delivery's own uid or, for several, a hash. A receiver that knows
 * the key drops the message, so no other set of deliveries may ever have the same key.
 */
export function keyOf(uids: readonly string[]): string {
  const [only] = uids;
  if (only !== undefined && uids.length === 1) return only;
  const hash = createHash("sha256").update(uids.toSorted().join("\n")).digest("base64url");
  return `msg_${hash.slice(0, 36)}`;
}
