import { newestIds, type PageRequest } from "@/lib/base/paging";
import { database } from "@/lib/db/client";
import type { TeamScope } from "@/lib/people/teams/scope";
import { OPENING_EVENT_TYPES } from "../types";
import { DELIVERY_STATES, type DeliveryState, readState } from "./states";

/** Which deliveries a list shows; an absent field matches everything. */
export type DeliveryFilter = {
  machineId?: number;
  channelId?: number;
  incidentId?: number;
  state?: DeliveryState;
};

type Asked = { scope: TeamScope; filter: DeliveryFilter; page: PageRequest };

/**
 * The team's deliveries that match, with their attempts, newest first; one more than the page holds, if there is one.
 */
export async function findDeliveries(asked: Asked) {
  const { client } = await database();
  return client.delivery.findMany({
    where: { id: { in: await findPage(asked) } },
    include: {
      attempts: { orderBy: { number: "asc" } },
      machine: { select: { name: true, canary: true } },
      event: { select: { facts: true } },
    },
    orderBy: { id: "desc" },
  });
}

/**
 * The ids of a page. Each query reads one index in the order of the page, and stops where the page ends: indexes are by
 * state, so that it need not pass over what is in another one.
 */
async function findPage({ scope, filter: { state, ...narrow }, page }: Asked): Promise<bigint[]> {
  const { client } = await database();
  const { teamId } = scope;
  const limit = page.limit + 1;
  const listed = page.after === null ? {} : { id: { lt: page.after } };
  // By the team of the event: if the team's own deliveries were asked for as well, an engine might read all of them.
  const wanted = Object.keys(narrow).length > 0 ? { ...narrow, event: { teamId } } : { teamId };
  const lists = (state === undefined ? DELIVERY_STATES : [state]).map((each) =>
    client.delivery.findMany({
      where: { ...listed, ...wanted, state: each },
      select: { id: true },
      orderBy: { id: "desc" },
      take: limit,
    }),
  );
  return newestIds(await Promise.all(lists), limit);
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
  return { delivery, openingStates: outages.map(({ state }) => readState(state)) };
}
