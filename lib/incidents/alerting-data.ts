import { database } from "@/lib/db/client";
import type { Severity } from "@/lib/heartbeat/report/condition";
import type { TeamScope } from "@/lib/people/teams/scope";
import { METRIC } from "./record/kinds";

/** A machine on which rules are firing. */
export type Alerting = { machineId: number; alerts: number; worst: Severity };

/** The team's machines on which rules are firing now, with how many incidents these have opened. */
export async function listAlerting(scope: TeamScope): Promise<Alerting[]> {
  const { client } = await database();
  // One row per machine, however many of its rules are firing.
  const rows = await client.$queryRaw<{ machineId: unknown; alerts: unknown; critical: unknown }[]>`
    SELECT i.machine_id AS "machineId", count(*) AS alerts,
      sum(CASE WHEN f.severity = 'critical' THEN 1 ELSE 0 END) AS critical
    FROM incidents i JOIN firings f ON f.incident_id = i.id
    WHERE i.team_id = ${scope.teamId} AND i.is_open = true AND i.kind = ${METRIC}
    GROUP BY i.machine_id ORDER BY i.machine_id`;
  return rows.map(({ machineId, alerts, critical }) => ({
    machineId: Number(machineId),
    alerts: Number(alerts),
    worst: Number(critical) > 0 ? "critical" : "warning",
  }));
}
