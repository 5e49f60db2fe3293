import type { IncidentRecord } from "../db/models";
import { formatDuration } from "../duration";
import { type IncidentView, incidentSchema } from "./schema";

export type IncidentRow = IncidentRecord & { machine: { name: string } };

/** An incident row as /api/v1 shows it. */
export function toIncidentView(incident: IncidentRow): IncidentView {
  return {
    id: incident.id,
    kind: incidentSchema.shape.kind.parse(incident.kind),
    machine_id: incident.machineId,
    machine_name: incident.machine.name,
    started_at: incident.startedAt.toISOString(),
    detected_at: incident.detectedAt.toISOString(),
    resolved_at: incident.resolvedAt?.toISOString() ?? null,
    offline_after: formatDuration(Number(incident.thresholdMs)),
    resolution: incidentSchema.shape.resolution.parse(incident.resolution),
  };
}
