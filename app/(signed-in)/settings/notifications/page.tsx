import type { Metadata } from "next";
import { NotificationSettings } from "@/components/notifications/notification-settings";
import { requireSession } from "@/lib/auth/loaders";
import { listChannels } from "@/lib/channels/list-channels";
import { listDeliveries } from "@/lib/deliveries/list-deliveries";
import { listMachines } from "@/lib/machines/list-machines";
import { MAX_PAGE_SIZE } from "@/lib/paging";
import { isAllowed } from "@/lib/teams/roles";

export const metadata: Metadata = { title: "Notifications" };

type NotificationsPageProps = { searchParams: Promise<{ add?: string | string[] }> };

export default async function NotificationsPage({ searchParams }: NotificationsPageProps) {
  const { role, scope } = await requireSession();
  const { add } = await searchParams;
  const [channels, deliveries, machines] = await Promise.all([
    listChannels({ scope }),
    listDeliveries({ scope, page: { after: null, limit: 20 } }),
    listMachines({ scope, page: { after: null, limit: MAX_PAGE_SIZE }, now: new Date() }),
  ]);
  const machineNames = Object.fromEntries(machines.data.map((machine) => [machine.id, machine.name]));
  return (
    <NotificationSettings
      initial={{ channels: channels.data, deliveries: deliveries.data }}
      machineNames={machineNames}
      canWrite={isAllowed({ role, permission: "channels.write" })}
      startsAdding={add === "webhook" || add === "telegram" ? add : null}
    />
  );
}
