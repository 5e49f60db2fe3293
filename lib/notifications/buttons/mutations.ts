import type { Database, Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { BUTTON_LIFETIME_MS } from "./constants";

/** Stores the button of a message that is about to be sent. Sending the message again changes nothing about it. */
export async function storeButton(
  database: Database,
  { now, ...button }: { channelId: number; incidentId: number; hash: string; now: Date },
): Promise<void> {
  const expiresAt = new Date(now.getTime() + BUTTON_LIFETIME_MS);
  await transaction(
    (tx) =>
      tx.messageButton.upsert({
        where: { hash: button.hash },
        create: { ...button, expiresAt },
        update: {},
      }),
    database,
  );
}

/** Takes the one use of a button; false: somebody has been faster, or it has expired. */
export async function useButton(tx: Tx, { hash, now }: { hash: string; now: Date }): Promise<boolean> {
  const { count } = await tx.messageButton.updateMany({
    where: { hash, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 1;
}
