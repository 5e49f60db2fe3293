import type { PageRequest } from "@/lib/base/paging";
import { database } from "@/lib/db/client";
import type { TeamScope } from "@/lib/people/teams/scope";
import { OPENING_EVENT_TYPES } from "../types";
import { type DeliveryState, readState } from "./states";

/** Which deliveries a list shows; an absent field matches everything. */
export type DeliveryFilter = {
  machineId?: number;
  channelId?: number;
  incidentId?: number;
  state?: DeliveryState;
};

/**
 * The team's deliveries that match, with their attempts, newest first; one more than the page holds, if there is one.
 */
export async function findDeliveries({
  scope,
  filter,
  page,
}: {
  scope: TeamScope;
  filter: DeliveryFilter;
  page: PageRequest;
}) {
  const { client } = await database();
  return client.delivery.findMany({
    where: {
      event: { teamId: scope.teamId },
      ...(filter.machineId !== undefined && { machineId: filter.machineId }),
      ...(filter.channelId !== undefined && { channelId: filter.channelId }),
      ...(filter.incidentId !== undefined && { incidentId: filter.incidentId }),
      ...(filter.state !== undefined && { state: filter.state }),
      ...(page.after !== null && { id: { lt: page.after } }),
    },
    include: {
      attempts: { orderBy: { number: "asc" } },
      machine: { select: { name: true, canary: true } },
      event: { select: { facts: true } },
    },
    orderBy: { id: "desc" },
    take: page.limit + 1,
  });
}

/**
 * The team's delivery of this id, with its channel and the state of its incident's outage alert on that channel; or
 * null.
 */
export async function findForReplay({ scope, id }: { scope: TeamScope; id: number }) {
  const { client } = await database();
  const delivery = await client.delivery.findFirst({
    where: { id, event: { teamId: scope.teamId } },
    include: {
      channel: { select: { isActive: true } },
      machine: { select: { canary: { select: { machineId: true } } } },
    },
  });
  if (delivery === null) return null;
  const { incidentId, channelId } = delivery;
  const outages =
    incidentId === null || channelId === null
      ? []
      : await client.delivery.findMany({
          where: { incidentId, channelId, eventType: { in: OPENING_EVENT_TYPES } },
          select: { state: true },
        });
  return { delivery, outageStates: outages.map(({ state }) => readState(state)) };
}
