import { formatDuration } from "@/lib/base/duration";
import type { AcknowledgementRecord, FiringRecord, IncidentRecord, OutageRecord } from "@/lib/db/models";
import { decideReplay } from "@/lib/events/deliveries/decide-replay";
import type { NextAttempts } from "@/lib/events/deliveries/next-attempt-data";
import { type DeliveryRow, toDeliveryView } from "@/lib/events/deliveries/view";
import { machineFactsSchema } from "@/lib/events/facts";
import { massWords } from "@/lib/events/mass-words";
import { partOf } from "@/lib/events/types";
import type { BlindStretch } from "@/lib/heartbeat/blind";
import { unitOf, watchedWords } from "@/lib/heartbeat/report/condition";
import { toBlindView } from "@/lib/heartbeat/schema";
import { toAct } from "./acknowledgements/act";
import { type ShownAcknowledgement, toAcknowledgementView } from "./acknowledgements/view";
import { type Firing, firingOf } from "./record/firing";
import { type IncidentKind, OUTAGE, readKind, readResolution } from "./record/kinds";
import { outageOf } from "./record/outage";
import type { FiringView, IncidentDelivery, IncidentDetail, IncidentView } from "./schema";
import { buildTimeline } from "./timeline";

export type IncidentRow = IncidentRecord & {
  outage: OutageRecord | null;
  firing: FiringRecord | null;
  machine: { name: string };
  /** The active acknowledgement, whether the incident is open or not. */
  acknowledgement: ShownAcknowledgement | null;
};

/** An incident row as /api/v1 shows it. */
export function toIncidentView(incident: IncidentRow): IncidentView {
  const { acknowledgement, openKey } = incident;
  const kind = readKind(incident.kind);
  return {
    id: incident.id,
    kind,
    machine_id: incident.machineId,
    machine_name: incident.machine.name,
    started_at: incident.startedAt.toISOString(),
    detected_at: incident.detectedAt.toISOString(),
    resolved_at: incident.resolvedAt?.toISOString() ?? null,
    ...OF_KIND[kind](incident),
    resolution: readResolution(incident.resolution),
    acknowledgement:
      openKey === null || acknowledgement === null ? null : toAcknowledgementView(acknowledgement),
  };
}

/** What is shown of an incident because of its kind. */
type OfKind = Pick<IncidentView, "offline_after" | "firing">;
const OF_KIND: Record<IncidentKind, (incident: IncidentRow) => OfKind> = {
  offline: (incident) => ({
    offline_after: formatDuration(outageOf(incident).thresholdMs),
    firing: null,
  }),
  metric: (incident) => ({ offline_after: null, firing: toFiringView(firingOf(incident)) }),
};

/** What fired, as /api/v1 shows it. */
export function toFiringView({ metric, target, forMs, ...firing }: Firing): FiringView {
  return {
    rule_id: firing.ruleId,
    rule_name: firing.ruleName,
    metric,
    target,
    label: watchedWords({ metric, target }),
    unit: unitOf(metric),
    comparison: firing.comparison,
    threshold: firing.threshold,
    samples: firing.samples,
    for: forMs === null ? null : formatDuration(forMs),
    severity: firing.severity,
    value: firing.value,
    resolved_value: firing.resolvedValue,
  };
}

type IncidentDetailRow = IncidentRow & {
  machine: { graceIntervalMs: bigint };
  acknowledgements: AcknowledgementRecord[];
  /** The event that opened it. */
  events: { facts: string }[];
  deliveries: (DeliveryRow & { channel: { isActive: boolean } | null })[];
};

/** An incident row with its deliveries as /api/v1/incidents/:id shows it. */
export function toIncidentDetail({
  incident,
  blind,
  nextAttemptOf,
}: {
  incident: IncidentDetailRow;
  blind: readonly BlindStretch[];
  nextAttemptOf: NextAttempts;
}): IncidentDetail {
  const deliveries = toIncidentDeliveries(incident.deliveries, nextAttemptOf);
  const outage = readKind(incident.kind) === OUTAGE ? outageOf(incident) : null;
  const timeline = buildTimeline({
    incident: {
      startedAtMs: incident.startedAt.getTime(),
      detectedAtMs: incident.detectedAt.getTime(),
      resolvedAtMs: incident.resolvedAt?.getTime() ?? null,
      heard: outage,
    },
    deliveries: deliveries.map(({ id, event, state, created_at, finished_at }) => ({
      id,
      event,
      state,
      createdAtMs: Date.parse(created_at),
      finishedAtMs: finished_at === null ? null : Date.parse(finished_at),
    })),
    acts: incident.acknowledgements.map(toAct),
    blind,
  });
  return {
    ...toIncidentView(incident),
    timeline: timeline.map(({ moment, atMs, gapMs, deliveryId, by, untilMs }) => ({
      moment,
      at: atMs === null ? null : new Date(atMs).toISOString(),
      gap: gapMs === null ? null : formatDuration(gapMs),
      delivery_id: deliveryId,
      by,
      until: untilMs === null ? null : new Date(untilMs).toISOString(),
    })),
    decision: outage === null ? null : toDecision({ incident, outage, blind }),
    deliveries,
    events_kept: incident.eventsKept,
  };
}

/** Why the hub declared an outage when it did. */
function toDecision({
  incident: { machine, events },
  outage: { lastHeardMs, deadlineMs, detectedMs },
  blind,
}: {
  incident: IncidentDetailRow;
  outage: ReturnType<typeof outageOf>;
  blind: readonly BlindStretch[];
}): IncidentDetail["decision"] {
  return {
    heard_ms: { last_report: lastHeardMs, deadline: deadlineMs, decided: detectedMs },
    heard_silence: formatDuration(detectedMs - lastHeardMs),
    grace: formatDuration(2 * Number(machine.graceIntervalMs)),
    blind_intervals: blind.map(toBlindView),
    together: togetherWords(events[0]?.facts),
  };
}

function togetherWords(facts: string | undefined): string | null {
  const mass = facts === undefined ? undefined : machineFactsSchema.parse(JSON.parse(facts)).mass;
  return mass === undefined ? null : `${massWords(mass)}.`;
}

function toIncidentDeliveries(
  rows: IncidentDetailRow["deliveries"],
  nextAttemptOf: NextAttempts,
): IncidentDelivery[] {
  const views = rows.map((row) => ({ channel: row.channel, view: toDeliveryView(row, nextAttemptOf) }));
  return views.map(({ channel, view }) => {
    const outages = views.filter(
      (other) => partOf(other.view.event) === "opens" && other.view.channel_id === view.channel_id,
    );
    const openingStates = outages.map((outage) => outage.view.state);
    const { event, state } = view;
    // No end-to-end test has an incident that is shown.
    const replay = decideReplay({ event, state, channel, openingStates, isCanary: false });
    return { ...view, replay_refusal: replay.kind === "refuse" ? replay.message : null };
  });
}
