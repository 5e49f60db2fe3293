import type { Metadata } from "next";
import { DeliveryBrowser } from "@/components/events/delivery-browser";
import { MAX_PAGE_SIZE, pageQuery, toPageRequest } from "@/lib/base/paging";
import { listDeliveries } from "@/lib/events/deliveries/list-deliveries";
import { listDeliveriesSchema } from "@/lib/events/deliveries/schema";
import { listIncidents } from "@/lib/incidents/list-incidents";
import { findMachineName } from "@/lib/machines/find-machine-name";
import { listChannels } from "@/lib/notifications/channels/list-channels";
import { requireSession } from "@/lib/people/auth/loaders";
import { isAllowed } from "@/lib/people/teams/roles";

export const metadata: Metadata = { title: "Delivery log" };

type DeliveriesPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const querySchema = listDeliveriesSchema.extend(pageQuery);

export default async function DeliveriesPage({ searchParams }: DeliveriesPageProps) {
  const { role, scope } = await requireSession();
  // A mistyped address shows everything instead of an error.
  const query = querySchema.safeParse(await searchParams).data ?? querySchema.parse({});
  const filter = {
    machineId: query.machine_id,
    channelId: query.channel_id,
    incidentId: query.incident_id,
    state: query.state,
  };
  const now = new Date();
  const [deliveries, channels, incidents, machine] = await Promise.all([
    listDeliveries({ scope, filter, page: toPageRequest(query), now }),
    listChannels({ scope, page: { after: null, limit: MAX_PAGE_SIZE }, now }),
    listIncidents({ scope, filter: { machineId: query.machine_id } }),
    findMachineName({ scope, id: query.machine_id }),
  ]);
  return (
    <DeliveryBrowser
      initial={deliveries}
      channels={channels.data}
      incidents={incidents.data}
      machine={machine}
      canReplay={isAllowed({ role, permission: "deliveries.replay" })}
    />
  );
}
