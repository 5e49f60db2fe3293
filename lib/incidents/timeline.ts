import type { DeliveryState } from "@/lib/events/deliveries/states";
import { type EventPart, type EventType, partOf } from "@/lib/events/types";
import { type BlindStretch, beforeHeard } from "@/lib/heartbeat/blind";

export const MOMENTS = [
  "last_heard",
  "deadline",
  "detected",
  "told",
  "acknowledged",
  "snoozed",
  "taken_back",
  "reminded",
  "resolved",
  "recovery_told",
] as const;

/** One moment of an incident. `atMs` null: not yet, or never. `gapMs`: how long after the moment it follows from. */
export type TimelineStep = {
  moment: (typeof MOMENTS)[number];
  atMs: number | null;
  gapMs: number | null;
  /** The delivery by which somebody was, or was not, told. */
  deliveryId: number | null;
  /** Who did it, where a person did. */
  by: string | null;
  /** The end of a snooze. */
  untilMs: number | null;
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

type TimelineAcknowledgement = {
  by: string;
  atMs: number;
  untilMs: number | null;
  /** When and by whom it was taken back. */
  takenBack: { by: string; atMs: number } | null;
};

/**
 * The moments of an outage in the order in which one leads to the next: last report, deadline, decision, who was told,
 * recovery, who was told of it. Between them what people did about it, and who was reminded, as it came.
 */
export function buildTimeline({
  incident,
  deliveries,
  acknowledgements = [],
  blind,
}: {
  incident: TimelineIncident;
  deliveries: readonly TimelineDelivery[];
  /** Oldest first. */
  acknowledgements?: readonly TimelineAcknowledgement[];
  /** Stretches between the last report and the decision in which the hub could not hear. */
  blind: readonly BlindStretch[];
}): TimelineStep[] {
  const { startedAtMs, detectedAtMs, resolvedAtMs } = incident;
  // Heard time is as old as its latest pulse, so it may point a moment before the report.
  const deadlineAtMs = Math.max(
    startedAtMs,
    beforeHeard({ atMs: detectedAtMs, heardMs: incident.detectedMs - incident.deadlineMs, blind }),
  );
  const told = (part: EventPart, moment: TimelineStep["moment"]) =>
    deliveries.filter(({ event }) => partOf(event) === part).map((delivery) => toTold(delivery, moment));
  return [
    step("last_heard", startedAtMs, null),
    step("deadline", deadlineAtMs, startedAtMs),
    step("detected", detectedAtMs, deadlineAtMs),
    ...told("opens", "told"),
    ...merge({
      acts: acknowledgements.flatMap((each) => toActs(each, detectedAtMs)),
      reminders: deliveries.filter(({ event }) => partOf(event) === "reminds"),
    }),
    ...(resolvedAtMs === null ? [] : [step("resolved", resolvedAtMs, startedAtMs)]),
    ...told("closes", "recovery_told"),
  ];
}

/** That somebody is on it, and that they were not any more. */
function toActs({ by, atMs, untilMs, takenBack }: TimelineAcknowledgement, detectedAtMs: number) {
  const taken = step(untilMs === null ? "acknowledged" : "snoozed", atMs, detectedAtMs);
  const acts = [{ atMs, step: { ...taken, by, untilMs } }];
  if (takenBack !== null)
    acts.push({
      atMs: takenBack.atMs,
      step: { ...step("taken_back", takenBack.atMs, atMs), by: takenBack.by, untilMs: null },
    });
  return acts;
}

function merge({
  acts,
  reminders,
}: {
  acts: { atMs: number; step: TimelineStep }[];
  reminders: readonly TimelineDelivery[];
}): TimelineStep[] {
  const reminded = reminders.map((each) => ({ atMs: each.createdAtMs, step: toTold(each, "reminded") }));
  return [...acts, ...reminded].sort((a, b) => a.atMs - b.atMs).map((each) => each.step);
}

/** A delivery is queued by the decision itself, or when a person had it sent again. */
function toTold(delivery: TimelineDelivery, moment: TimelineStep["moment"]): TimelineStep {
  const arrivedAtMs = delivery.state === "delivered" ? delivery.finishedAtMs : null;
  return { ...step(moment, arrivedAtMs, delivery.createdAtMs), deliveryId: delivery.id };
}

function step(moment: TimelineStep["moment"], atMs: number | null, sinceMs: number | null): TimelineStep {
  const gapMs = atMs === null || sinceMs === null ? null : Math.max(0, atMs - sinceMs);
  return { moment, atMs, gapMs, deliveryId: null, by: null, untilMs: null };
}
