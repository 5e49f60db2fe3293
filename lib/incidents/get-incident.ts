import { findNextAttempts } from "@/lib/events/deliveries/next-attempt-data";
import { findBlindWithin } from "@/lib/heartbeat/data";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findIncident } from "./data";
import { incidentNotFound } from "./record/not-found";
import type { IncidentDetail } from "./schema";
import { toIncidentDetail } from "./view";

/**
 * The team's incident of this id: its timeline, why it was declared and who was notified. Throws AppError "not_found".
 */
export async function getIncident({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<IncidentDetail> {
  requirePermission(scope, "incidents.read");
  const incident = await findIncident({ scope, id });
  if (incident === null) throw incidentNotFound();
  const blind = await findBlindWithin({
    fromMs: incident.startedAt.getTime(),
    toMs: incident.detectedAt.getTime(),
  });
  const nextAttemptOf = await findNextAttempts(incident.deliveries, now);
  return toIncidentDetail({ incident, blind, nextAttemptOf });
}
