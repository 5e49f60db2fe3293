import { database } from "../db/client";
import type { DeliveryState } from "../notifications/schema";
import type { PageRequest } from "../paging";
import type { TeamScope } from "../teams/scope";
import type { DeliveryRow } from "./view";

/** Which deliveries a list shows; what is absent does not matter. */
export type DeliveryFilter = {
  machineId?: number;
  channelId?: number;
  incidentId?: number;
  state?: DeliveryState;
};

/** The team's deliveries that match, with their attempts, newest first; one more than the page holds, if there is one. */
export async function findDeliveries({
  scope,
  filter,
  page,
}: {
  scope: TeamScope;
  filter: DeliveryFilter;
  page: PageRequest;
}): Promise<DeliveryRow[]> {
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
    include: { attempts: { orderBy: { number: "asc" } } },
    orderBy: { id: "desc" },
    take: page.limit + 1,
  });
}
