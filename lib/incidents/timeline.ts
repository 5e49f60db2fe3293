import { type BlindStretch, beforeHeard } from "../heartbeat/blind";
import type { DeliveryState, EventType } from "../notifications/schema";

export const MOMENTS = ["last_heard", "deadline", "detected", "told", "resolved", "recovery_told"] as const;

/** One moment of an incident. `atMs` null: not yet, or never. `gapMs`: how long after the moment it follows from. */
export type TimelineStep = {
  moment: (typeof MOMENTS)[number];
  atMs: number | null;
  gapMs: number | null;
  /** The delivery by which somebody was, or was not, told. */
  deliveryId: number | null;
};

type TimelineIncident = {
  startedAtMs: number;
  detectedAtMs: number;
  resolvedAtMs: number | null;
  deadlineMs: number;
  detectedMs: number;
};

type TimelineDelivery = {
  id: number;
  event: EventType;
  state: DeliveryState;
  createdAtMs: number;
  finishedAtMs: number | null;
};

/**
 * The moments of an outage in the order in which one leads to the next: last report, deadline, decision, who was told,
 * recovery, who was told of it.
 */
export function buildTimeline({
  incident,
  deliveries,
  blind,
}: {
  incident: TimelineIncident;
  deliveries: readonly TimelineDelivery[];
  /** Stretches between the last report and the decision in which the hub could not hear. */
  blind: readonly BlindStretch[];
}): TimelineStep[] {
  const { startedAtMs, detectedAtMs, resolvedAtMs } = incident;
  // Heard time is as old as its latest pulse, so it may point a moment before the report.
  const deadlineAtMs = Math.max(
    startedAtMs,
    beforeHeard({ atMs: detectedAtMs, heardMs: incident.detectedMs - incident.deadlineMs, blind }),
  );
  const told = (event: EventType, moment: TimelineStep["moment"]) =>
    deliveries.filter((delivery) => delivery.event === event).map((delivery) => toTold(delivery, moment));
  return [
    step("last_heard", startedAtMs, null),
    step("deadline", deadlineAtMs, startedAtMs),
    step("detected", detectedAtMs, deadlineAtMs),
    ...told("machine.offline", "told"),
    ...(resolvedAtMs === null ? [] : [step("resolved", resolvedAtMs, startedAtMs)]),
    ...told("machine.online", "recovery_told"),
  ];
}

/** A delivery is queued by the decision itself, or when a person had it sent again. */
function toTold(delivery: TimelineDelivery, moment: TimelineStep["moment"]): TimelineStep {
  const arrivedAtMs = delivery.state === "delivered" ? delivery.finishedAtMs : null;
  return { ...step(moment, arrivedAtMs, delivery.createdAtMs), deliveryId: delivery.id };
}

function step(moment: TimelineStep["moment"], atMs: number | null, sinceMs: number | null): TimelineStep {
  const gapMs = atMs === null || sinceMs === null ? null : Math.max(0, atMs - sinceMs);
  return { moment, atMs, gapMs, deliveryId: null };
}
