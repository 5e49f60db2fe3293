import { afterId, newestIds, type PageRequest } from "@/lib/base/paging";
import { database } from "@/lib/db/client";
import { OUTAGE_OPENING } from "@/lib/events/types";
import type { TeamScope } from "@/lib/people/teams/scope";
import { INCIDENT_KINDS, type IncidentKind } from "./record/kinds";
import type { IncidentRow } from "./view";

/** Which incidents a list shows; an absent field matches everything. */
export type IncidentFilter = { status?: "open" | "resolved"; kind?: IncidentKind; machineId?: number };

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
async function findPage({ scope, filter, page }: Asked): Promise<number[]> {
  const { client } = await database();
  const { status, machineId } = filter;
  const after = afterId(page);
  const limit = page.limit + 1;
  // One kind after the other; a newer version may have written kinds that cannot be shown here.
  const kinds = filter.kind === undefined ? INCIDENT_KINDS : [filter.kind];
  const listed = kinds.map((kind) => ({ kind, ...(after !== null && { id: { lt: after } }) }));
  const shown = { select: { id: true }, orderBy: { id: "desc" }, take: limit } as const;
  if (machineId !== undefined) {
    const ofMachine = { machineId, machine: { teamId: scope.teamId } };
    // Few of one machine are open at once; asked for in order, SQLite would pass over all that are not.
    if (status === "open") {
      const where = { ...ofMachine, openKey: { not: null }, OR: listed };
      return newestIds([await client.incident.findMany({ where, select: shown.select })], limit);
    }
    const state = status === "resolved" ? { openKey: null } : {};
    const lists = listed.map((each) =>
      client.incident.findMany({ where: { ...ofMachine, ...each, ...state }, ...shown }),
    );
    return newestIds(await Promise.all(lists), limit);
  }
  const states = status === undefined ? [true, false] : [status === "open"];
  const lists = states.flatMap((isOpen) =>
    listed.map((each) =>
      client.incident.findMany({ where: { ...each, teamId: scope.teamId, isOpen }, ...shown }),
    ),
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
