import { database } from "@/lib/db/client";
import { METRIC } from "@/lib/incidents/record/kinds";
import type { TeamScope } from "@/lib/people/teams/scope";

const ALERTS_SHOWN = 30;

type Asked = { scope: TeamScope; now: Date };

/** How many rules fire on the team's machines that are not paused, and how many of those are critical. */
export async function countAlerts({ scope, now }: Asked): Promise<{ open: number; critical: number }> {
  const { client } = await database();
  const isOpen = true;
  // Counted in one pass, which Prisma cannot express.
  const [row] = await client.$queryRaw<{ open: unknown; critical: unknown }[]>`
    SELECT count(*) AS open, sum(CASE WHEN f.severity = 'critical' THEN 1 ELSE 0 END) AS critical
      FROM incidents i JOIN firings f ON f.incident_id = i.id JOIN machines m ON m.id = i.machine_id
    WHERE i.team_id = ${scope.teamId} AND i.is_open = ${isOpen} AND i.kind = ${METRIC}
      AND (m.paused_until IS NULL OR m.paused_until <= ${now})`;
  return { open: Number(row?.open ?? 0), critical: Number(row?.critical ?? 0) };
}

/**
 * The alerts that are open on the team's machines that are not paused, as many as are shown, each with its deliveries:
 * unacknowledged ones first, so that none of them is cut off in favour of an acknowledged one; then critical ones.
 */
export async function findOpenAlerts({ scope, now }: Asked) {
  const { client } = await database();
  const isOpen = true;
  // The order is by other tables, which Prisma cannot express.
  const rows = await client.$queryRaw<{ id: unknown }[]>`
    SELECT i.id FROM incidents i JOIN firings f ON f.incident_id = i.id JOIN machines m ON m.id = i.machine_id
      LEFT JOIN acknowledgements a ON a.holds_for = i.id
    WHERE i.team_id = ${scope.teamId} AND i.is_open = ${isOpen} AND i.kind = ${METRIC}
      AND (m.paused_until IS NULL OR m.paused_until <= ${now})
    ORDER BY CASE WHEN a.id IS NULL THEN 0 ELSE 1 END, CASE WHEN f.severity = 'critical' THEN 0 ELSE 1 END, i.id DESC
    LIMIT ${ALERTS_SHOWN}`;
  const ids = rows.map(({ id }) => Number(id));
  const alerts = await client.incident.findMany({
    where: { id: { in: ids } },
    include: {
      outage: true,
      firing: true,
      machine: { select: { name: true } },
      acknowledgement: true,
      deliveries: { include: { attempts: { orderBy: { number: "asc" } } }, orderBy: { id: "asc" } },
    },
  });
  const byId = new Map(alerts.map((alert) => [alert.id, alert]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
