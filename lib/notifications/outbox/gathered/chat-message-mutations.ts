import type { Database, Tx } from "@/lib/db/client";
import type { ClaimedDelivery } from "@/lib/db/engine";
import { transaction } from "@/lib/db/transaction";
import { asSent, digest } from "../../messages/incident-status";

// A service may let a message be edited for much longer, but nobody looks at an older one.
const FOLLOW_MS = 48 * 3_600_000;

/** Records a message about incidents, within the transaction that ends its deliveries. */
export async function storeChatMessage(
  tx: Tx,
  {
    receipt,
    channelId,
    told,
    sentAt,
  }: { receipt: string; channelId: number; told: readonly ClaimedDelivery[]; sentAt: Date },
): Promise<void> {
  const incidentStatuses = asSent(told);
  if (incidentStatuses.size === 0) return;
  const { id } = await tx.chatMessage.create({
    data: {
      channelId,
      receipt,
      sentAt,
      shown: digest(incidentStatuses),
      followsUntil: new Date(sentAt.getTime() + FOLLOW_MS),
    },
  });
  await tx.delivery.updateMany({
    where: { id: { in: told.map((delivery) => delivery.id) } },
    data: { chatMessageId: id },
  });
}

/** Records what a message shows now; without `follows` it is not edited again. */
export async function noteShown(
  database: Database,
  { id, shown, follows }: { id: number; shown: string; follows: boolean },
): Promise<void> {
  await transaction(
    (tx) =>
      tx.chatMessage.updateMany({ where: { id }, data: { shown, ...(!follows && { followsUntil: null }) } }),
    database,
  );
}
