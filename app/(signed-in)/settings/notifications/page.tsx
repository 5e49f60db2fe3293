import type { Metadata } from "next";
import { MayAllowNetworks } from "@/components/notifications/allow-network";
import { NotificationSettings } from "@/components/notifications/notification-settings";
import { listDeliveries } from "@/lib/events/deliveries/list-deliveries";
import { listPolicies } from "@/lib/events/policies/get-policy";
import { listChannels } from "@/lib/notifications/channels/list-channels";
import { getCanary } from "@/lib/overview/canary/get-canary";
import { requireSession } from "@/lib/people/auth/loaders";
import { isAllowed } from "@/lib/people/teams/roles";

export const metadata: Metadata = { title: "Notifications" };

type NotificationsPageProps = { searchParams: Promise<{ add?: string | string[] }> };

export default async function NotificationsPage({ searchParams }: NotificationsPageProps) {
  const { user, role, scope } = await requireSession();
  const { add } = await searchParams;
  const now = new Date();
  const [channels, policies, deliveries, canary] = await Promise.all([
    listChannels({ scope, now }),
    listPolicies(scope),
    listDeliveries({ scope, page: { after: null, limit: 20 }, now }),
    getCanary({ scope, now }),
  ]);
  return (
    <MayAllowNetworks value={user.isInstanceAdmin}>
      <NotificationSettings
        initial={{ channels: channels.data, policies, deliveries: deliveries.data, canary }}
        canWrite={isAllowed({ role, permission: "channels.write" })}
        canWritePolicies={isAllowed({ role, permission: "policies.write" })}
        startsAdding={typeof add === "string" ? add : null}
      />
    </MayAllowNetworks>
  );
}
