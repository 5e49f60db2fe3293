import type { Metadata } from "next";
import { DeliveryBrowser } from "@/components/deliveries/delivery-browser";
import { requireSession } from "@/lib/auth/loaders";
import { listChannels } from "@/lib/channels/list-channels";
import { listDeliveries } from "@/lib/deliveries/list-deliveries";
import { listMachines } from "@/lib/machines/list-machines";
import { listDeliveriesSchema } from "@/lib/notifications/schema";
import { MAX_PAGE_SIZE } from "@/lib/paging";
import { isAllowed } from "@/lib/teams/roles";

export const metadata: Metadata = { title: "Delivery log" };

type DeliveriesPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DeliveriesPage({ searchParams }: DeliveriesPageProps) {
  const { role, scope } = await requireSession();
  // An address that somebody mistyped shows everything rather than an error.
  const asked = listDeliveriesSchema.safeParse(await searchParams);
  const query = asked.success ? asked.data : {};
  const page = { after: null, limit: MAX_PAGE_SIZE };
  const [channels, machines, deliveries] = await Promise.all([
    listChannels({ scope, page }),
    listMachines({ scope, page, now: new Date() }),
    listDeliveries({
      scope,
      filter: {
        machineId: query.machine_id,
        channelId: query.channel_id,
        incidentId: query.incident_id,
        state: query.state,
      },
    }),
  ]);
  return (
    <DeliveryBrowser
      initial={deliveries.data}
      channelNames={Object.fromEntries(channels.data.map(({ id, name }) => [id, name]))}
      machineNames={Object.fromEntries(machines.data.map(({ id, name }) => [id, name]))}
      canReplay={isAllowed({ role, permission: "deliveries.replay" })}
    />
  );
}
