import type { DeliveryState } from "@/lib/events/deliveries/states";
import type { EventType } from "@/lib/events/types";
import { type BlindStretch, beforeHeard } from "@/lib/heartbeat/blind";
import type { Act } from "./acknowledgements/act";
import { type ChainLink, chainOf } from "./chain";

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

/**
 * The moments of an outage in the order in which one leads to the next: last report, deadline, decision, who was told,
 * recovery, who was told of it. Between them what people did about it, and who was reminded, as it came.
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
  /** Stretches between the last report and the decision in which the hub could not hear. */
  blind: readonly BlindStretch[];
}): TimelineStep[] {
  const { startedAtMs, detectedAtMs, resolvedAtMs } = incident;
  // Heard time is as old as its latest pulse, so it may point a moment before the report.
  const deadlineAtMs = Math.max(
    startedAtMs,
    beforeHeard({ atMs: detectedAtMs, heardMs: incident.detectedMs - incident.deadlineMs, blind }),
  );
  const chain = chainOf({ openedAtMs: detectedAtMs, closedAtMs: resolvedAtMs, deliveries, acts });
  return [
    step("last_heard", startedAtMs, null),
    step("deadline", deadlineAtMs, startedAtMs),
    ...chain.flatMap((link) => toStep({ link, incident, deadlineAtMs }) ?? []),
  ];
}

const TOLD = { opens: "told", reminds: "reminded", closes: "recovery_told" } as const;

/** A link of the chain as a moment; null: it is none. */
function toStep({
  link,
  incident: { startedAtMs, detectedAtMs },
  deadlineAtMs,
}: {
  link: ChainLink<TimelineDelivery>;
  incident: TimelineIncident;
  deadlineAtMs: number;
}): TimelineStep | null {
  switch (link.kind) {
    case "opened":
      return step("detected", link.atMs, deadlineAtMs);
    case "notified":
      return toTold(link.delivery, TOLD[link.part]);
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

/** A delivery is queued by the decision itself, or when a person had it sent again. */
function toTold(delivery: TimelineDelivery, moment: TimelineStep["moment"]): TimelineStep {
  const arrivedAtMs = delivery.state === "delivered" ? delivery.finishedAtMs : null;
  return { ...step(moment, arrivedAtMs, delivery.createdAtMs), deliveryId: delivery.id };
}

function step(moment: TimelineStep["moment"], atMs: number | null, sinceMs: number | null): TimelineStep {
  const gapMs = atMs === null || sinceMs === null ? null : Math.max(0, atMs - sinceMs);
  return { moment, atMs, gapMs, deliveryId: null, by: null, untilMs: null };
}
