import type { Metadata } from "next";
import { NotificationSettings } from "@/components/notifications/notification-settings";
import { requireSession } from "@/lib/auth/loaders";
import { getCanary } from "@/lib/canary/get-canary";
import { listChannels } from "@/lib/channels/list-channels";
import { listDeliveries } from "@/lib/deliveries/list-deliveries";
import { isAllowed } from "@/lib/teams/roles";

export const metadata: Metadata = { title: "Notifications" };

type NotificationsPageProps = { searchParams: Promise<{ add?: string | string[] }> };

export default async function NotificationsPage({ searchParams }: NotificationsPageProps) {
  const { role, scope } = await requireSession();
  const { add } = await searchParams;
  const [channels, deliveries, canary] = await Promise.all([
    listChannels({ scope }),
    listDeliveries({ scope, page: { after: null, limit: 20 } }),
    getCanary({ scope, now: new Date() }),
  ]);
  return (
    <NotificationSettings
      initial={{ channels: channels.data, deliveries: deliveries.data, canary }}
      canWrite={isAllowed({ role, permission: "channels.write" })}
      startsAdding={add === "webhook" || add === "telegram" ? add : null}
    />
  );
}
