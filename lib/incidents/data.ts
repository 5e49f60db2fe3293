import { afterId, type PageRequest } from "@/lib/base/paging";
import { database } from "@/lib/db/client";
import { OUTAGE_OPENING } from "@/lib/events/types";
import type { TeamScope } from "@/lib/people/teams/scope";
import { INCIDENT_KINDS } from "./record/kinds";
import type { IncidentRow } from "./view";

/** Which incidents a list shows; an absent field matches everything. */
export type IncidentFilter = { status?: "open" | "resolved"; machineId?: number };

/** The team's incidents that match, newest first; one more than the page holds, if there is one. */
export async function findIncidents({
  scope,
  filter,
  page,
}: {
  scope: TeamScope;
  filter: IncidentFilter;
  page: PageRequest;
}): Promise<IncidentRow[]> {
  const { client } = await database();
  const after = afterId(page);
  return client.incident.findMany({
    where: {
      machine: { teamId: scope.teamId },
      // A newer version may have written kinds that cannot be shown here.
      kind: { in: [...INCIDENT_KINDS] },
      ...(filter.machineId !== undefined && { machineId: filter.machineId }),
      ...(filter.status !== undefined && { resolvedAt: filter.status === "open" ? null : { not: null } }),
      ...(after !== null && { id: { lt: after } }),
    },
    include: { machine: { select: { name: true } }, outage: true, acknowledgement: true },
    orderBy: { id: "desc" },
    take: page.limit + 1,
  });
}

/** The team's incident of this id with its machine and all its notifications, oldest first; or null. */
export async function findIncident({ scope, id }: { scope: TeamScope; id: number }) {
  const { client } = await database();
  return client.incident.findFirst({
    where: { id, machine: { teamId: scope.teamId }, kind: { in: [...INCIDENT_KINDS] } },
    include: {
      outage: true,
      machine: { select: { name: true, graceIntervalMs: true } },
      acknowledgement: true,
      acknowledgements: { orderBy: { id: "asc" } },
      events: { where: { type: OUTAGE_OPENING }, select: { facts: true }, take: 1 },
      deliveries: {
        include: { attempts: { orderBy: { number: "asc" } }, channel: { select: { isActive: true } } },
        orderBy: { id: "asc" },
      },
    },
  });
}
