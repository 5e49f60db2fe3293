import { oneLine } from "@/lib/base/text";
import type { DeliveryAttemptRecord, DeliveryRecord } from "@/lib/db/models";
import { parseFacts } from "../facts";
import { EVENTS, type EventType, readEventType } from "../types";
import type { NextAttempts } from "./next-attempt-data";
import type { DeliveryView, LoggedDelivery } from "./schema";
import { DELIVERY_REASONS, type DeliveryReason, findReason, readState } from "./states";

export type DeliveryRow = DeliveryRecord & { attempts: DeliveryAttemptRecord[] };

/** The sentence for a reason; null: no reason. */
export function reasonText(reason: DeliveryReason | null): string | null {
  return reason === null ? null : DELIVERY_REASONS[reason];
}

/** What came of an attempt, in words that can be shown: those of earlier versions may still turn the text after them around. */
export function wordsOf({ message }: Pick<DeliveryAttemptRecord, "message">): string {
  return oneLine(message);
}

/** A delivery row with its attempts as /api/v1 shows it. */
export function toDeliveryView(delivery: DeliveryRow, nextAttemptOf: NextAttempts): DeliveryView {
  return {
    id: Number(delivery.id),
    uid: delivery.uid,
    event: readEventType(delivery.eventType),
    state: readState(delivery.state),
    reason: delivery.reason === null ? null : String(delivery.reason),
    reason_text: reasonText(findReason(delivery.reason)),
    channel_id: delivery.channelId,
    channel_name: delivery.channelName,
    machine_id: delivery.machineId,
    incident_id: delivery.incidentId,
    replay_of: delivery.replayOfId === null ? null : Number(delivery.replayOfId),
    created_at: delivery.createdAt.toISOString(),
    next_attempt_at: nextAttemptOf(delivery)?.toISOString() ?? null,
    finished_at: delivery.finishedAt?.toISOString() ?? null,
    attempts: delivery.attempts.map((attempt) => ({
      number: attempt.number,
      started_at: attempt.startedAt.toISOString(),
      finished_at: attempt.finishedAt.toISOString(),
      ok: attempt.isSuccess,
      status: attempt.httpStatus,
      message: wordsOf(attempt),
    })),
  };
}

/** The same, with the names of its machine or channel. */
export function toLoggedDelivery(
  delivery: DeliveryRow & {
    machine: { name: string; canary: object | null } | null;
    event: { facts: string };
  },
  nextAttemptOf: NextAttempts,
): LoggedDelivery {
  const { machine, event } = delivery;
  const view = toDeliveryView(delivery, nextAttemptOf);
  return {
    ...view,
    machine_name: machine?.name ?? null,
    failed_channel_name:
      EVENTS[view.event].about === "channel" ? failedChannel(view.event, event.facts) : null,
    canary: machine !== null && machine.canary !== null,
  };
}

function failedChannel(type: EventType, facts: string): string | null {
  const parsed = parseFacts({ type, facts });
  return parsed.kind === "notice" ? (parsed.facts.channel?.name ?? null) : null;
}
