import type { Logger } from "pino";
import type { ClaimedDelivery } from "@/lib/db/engine";
import type { EndedDelivery } from "./ended-delivery";

/** The fields of a log line about a delivery. */
export function fieldsOf({ id, eventType, channelId, machineId, attemptCount }: ClaimedDelivery) {
  return { deliveryId: Number(id), event: eventType, channelId, machineId, attempt: attemptCount };
}

/** Logs what became of a claimed delivery. */
export function logOutcome({
  log,
  ended: { delivery, ending, attempt },
  isOurs,
}: {
  log: Pick<Logger, "info" | "warn">;
  ended: EndedDelivery;
  /** Whether the claim was still valid. */
  isOurs: boolean;
}): void {
  const isBad = ending.state === "pending" || ending.state === "dead";
  const outcome = {
    kind: isOurs ? ending.state : "lost_claim",
    ...(ending.state !== "pending" && ending.reason !== null && { reason: ending.reason }),
    ...(attempt !== null && { message: attempt.message }),
  };
  log[isOurs && isBad ? "warn" : "info"]({ ...fieldsOf(delivery), outcome }, "Delivery attempted");
}
