import type { Database } from "@/lib/db/client";
import { claimDeliveries } from "@/lib/notifications/outbox/sending/delivery-mutations";

/** The only worker of a test; its hub has no public address. */
export const LONE_WORKER = { url: null, workerId: "worker_test" };

/** Claims webhooks' deliveries whose turn it is, as a worker under `token` would. */
export function claimWebhooks(
  database: Database,
  { token, limit, suspects = false }: { token: string; limit: number; suspects?: boolean },
) {
  const which = { channelTypes: ["webhook"], exceptChannels: [], onlyChannels: null, suspects, limit };
  return claimDeliveries(database, { token, which, takesOver: true });
}
