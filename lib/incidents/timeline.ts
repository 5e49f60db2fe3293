import type { DeliveryState } from "@/lib/events/deliveries/states";
import type { EventType } from "@/lib/events/types";
import { type BlindStretch, wallTimeBefore } from "@/lib/heartbeat/blind";
import type { Act } from "./acknowledgements/act";
import { type ChainLink, chainOf } from "./chain";

export const MOMENTS = [
  "last_heard",
  "deadline",
  "condition_met",
  "detected",
  "told",
  "acknowledged",
  "snoozed",
  "taken_back",
  "reminded",
  "resolved",
  "recovery_told",
] as const;

/** One moment of an incident. `atMs` null: not yet, or never. `gapMs`: how long after the moment that led to it. */
export type TimelineStep = {
  moment: (typeof MOMENTS)[number];
  atMs: number | null;
  gapMs: number | null;
  /** The notification that was or was not delivered. */
  deliveryId: number | null;
  /** Who did it, if a person did. */
  by: string | null;
  /** The end of a snooze. */
  untilMs: number | null;
};

type TimelineIncident = {
  startedAtMs: number;
  detectedAtMs: number;
  resolvedAtMs: number | null;
  /** Of an outage: its deadline and the decision, in heard time; null: a rule fired. */
  heard: { deadlineMs: number; detectedMs: number } | null;
};

type TimelineDelivery = {
  id: number;
  event: EventType;
  state: DeliveryState;
  createdAtMs: number;
  finishedAtMs: number | null;
};

/**
 * The moments of an incident, each after the one that led to it: last report and deadline, or since when a rule's
 * condition was met; decision, who was notified, recovery, who was notified of that. Between them, in order of time, come
 * what people did about it and who was reminded.
 */
export function buildTimeline({
  incident,
  deliveries,
  acts,
  blind,
}: {
  incident: TimelineIncident;
  deliveries: readonly TimelineDelivery[];
  /** Oldest first. */
  acts: readonly Act[];
  /** Stretches between the last report and the decision in which the hub could not receive reports. */
  blind: readonly BlindStretch[];
}): TimelineStep[] {
  const { startedAtMs, detectedAtMs, resolvedAtMs, heard } = incident;
  const chain = chainOf({ openedAtMs: detectedAtMs, closedAtMs: resolvedAtMs, deliveries, acts });
  const toSteps = (sinceMs: number) =>
    chain.flatMap((link) => toStep({ link, incident, decidedSinceMs: sinceMs }) ?? []);
  if (heard === null) return [step("condition_met", startedAtMs, null), ...toSteps(startedAtMs)];
  // The latest pulse determines heard time, so this may point to a moment before the report.
  const deadlineAtMs = Math.max(
    startedAtMs,
    wallTimeBefore({ atMs: detectedAtMs, heardMs: heard.detectedMs - heard.deadlineMs, blind }),
  );
  return [
    step("last_heard", startedAtMs, null),
    step("deadline", deadlineAtMs, startedAtMs),
    ...toSteps(deadlineAtMs),
  ];
}

const TOLD = { opens: "told", reminds: "reminded", closes: "recovery_told" } as const;

/** A link of the chain as a moment; null: not shown. */
function toStep({
  link,
  incident: { startedAtMs, detectedAtMs },
  decidedSinceMs,
}: {
  link: ChainLink<TimelineDelivery>;
  incident: TimelineIncident;
  /** The moment that the decision followed. */
  decidedSinceMs: number;
}): TimelineStep | null {
  switch (link.kind) {
    case "opened":
      return step("detected", link.atMs, decidedSinceMs);
    case "notified":
      return toSentStep(link.delivery, TOLD[link.part]);
    case "acknowledged": {
      const { by, untilMs } = link.act;
      const moment = untilMs === null ? "acknowledged" : "snoozed";
      return { ...step(moment, link.atMs, detectedAtMs), by, untilMs };
    }
    case "act_ends": {
      const { ending, endedBy, atMs } = link.act;
      return ending === "taken_back" ? { ...step("taken_back", link.atMs, atMs), by: endedBy } : null;
    }
    case "closed":
      return link.atMs === null ? null : step("resolved", link.atMs, startedAtMs);
  }
}

/** A delivery is queued by the decision itself, or by somebody who sends it again. */
function toSentStep(delivery: TimelineDelivery, moment: TimelineStep["moment"]): TimelineStep {
  const arrivedAtMs = delivery.state === "delivered" ? delivery.finishedAtMs : null;
  return { ...step(moment, arrivedAtMs, delivery.createdAtMs), deliveryId: delivery.id };
}

function step(moment: TimelineStep["moment"], atMs: number | null, sinceMs: number | null): TimelineStep {
  const gapMs = atMs === null || sinceMs === null ? null : Math.max(0, atMs - sinceMs);
  return { moment, atMs, gapMs, deliveryId: null, by: null, untilMs: null };
}
