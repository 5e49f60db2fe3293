import { afterId, newestIds, type PageRequest } from "@/lib/base/paging";
import { database } from "@/lib/db/client";
import { OUTAGE_OPENING } from "@/lib/events/types";
import type { TeamScope } from "@/lib/people/teams/scope";
import { INCIDENT_KINDS } from "./record/kinds";
import type { IncidentRow } from "./view";

/** Which incidents a list shows; an absent field matches everything. */
export type IncidentFilter = { status?: "open" | "resolved"; machineId?: number };

type Asked = { scope: TeamScope; filter: IncidentFilter; page: PageRequest };

/** The team's incidents that match, newest first; one more than the page holds, if there is one. */
export async function findIncidents(asked: Asked): Promise<IncidentRow[]> {
  const { client } = await database();
  return client.incident.findMany({
    where: { id: { in: await findPage(asked) } },
    include: { machine: { select: { name: true } }, outage: true, firing: true, acknowledgement: true },
    orderBy: { id: "desc" },
  });
}

/** The ids of a page. Each query reads one index in the order of the page, and stops where the page ends. */
async function findPage({ scope, filter: { status, machineId }, page }: Asked): Promise<number[]> {
  const { client } = await database();
  const after = afterId(page);
  const limit = page.limit + 1;
  const listed = {
    // A newer version may have written kinds that cannot be shown here.
    kind: { in: [...INCIDENT_KINDS] },
    ...(after !== null && { id: { lt: after } }),
  };
  const shown = { select: { id: true }, orderBy: { id: "desc" }, take: limit } as const;
  if (machineId !== undefined) {
    const ofMachine = { ...listed, machineId, machine: { teamId: scope.teamId } };
    // Few of one machine are open at once; asked for in order, SQLite would pass over all that are not.
    if (status === "open") {
      const where = { ...ofMachine, openKey: { not: null } };
      return newestIds([await client.incident.findMany({ where, select: shown.select })], limit);
    }
    const where = { ...ofMachine, ...(status === "resolved" && { openKey: null }) };
    return newestIds([await client.incident.findMany({ where, ...shown })], limit);
  }
  const states = status === undefined ? [true, false] : [status === "open"];
  const lists = states.map((isOpen) =>
    client.incident.findMany({ where: { ...listed, teamId: scope.teamId, isOpen }, ...shown }),
  );
  return newestIds(await Promise.all(lists), limit);
}

/** The team's incident of this id with its machine and all its notifications, oldest first; or null. */
export async function findIncident({ scope, id }: { scope: TeamScope; id: number }) {
  const { client } = await database();
  return client.incident.findFirst({
    where: { id, machine: { teamId: scope.teamId }, kind: { in: [...INCIDENT_KINDS] } },
    include: {
      outage: true,
      firing: true,
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
