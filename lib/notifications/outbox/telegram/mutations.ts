import type { Database } from "@/lib/db/client";
import type { ClaimedDelivery } from "@/lib/db/engine";
import { transaction } from "@/lib/db/transaction";

/**
 * Claims waiting deliveries of one chat for one message, under `token`; each counts an attempt. What somebody else has
 * taken meanwhile, or what is over, is not in the answer.
 */
export async function claimForMessage(
  database: Database,
  { ids, token, leaseMs }: { ids: readonly bigint[]; token: string; leaseMs: number },
): Promise<ClaimedDelivery[]> {
  return transaction(async (tx) => {
    const { nowMs } = await database.engine.openCommit(tx);
    const isFree = {
      OR: [{ leaseUntil: { lte: new Date(nowMs) } }, { leaseUntil: { gt: new Date(nowMs + 2 * leaseMs) } }],
    };
    await tx.delivery.updateMany({
      where: { id: { in: [...ids] }, OR: [{ state: "pending" }, { state: "sending", ...isFree }] },
      data: {
        state: "sending",
        leaseToken: token,
        leaseUntil: new Date(nowMs + leaseMs),
        attemptCount: { increment: 1 },
      },
    });
    const rows = await tx.delivery.findMany({
      where: { id: { in: [...ids] }, state: "sending", leaseToken: token },
      include: { _count: { select: { attempts: true } } },
      orderBy: { id: "asc" },
    });
    return rows.map(({ _count, createdAt, replayOfId, ...row }) => ({
      ...row,
      isReplay: replayOfId !== null,
      lostClaims: row.attemptCount - 1 - _count.attempts,
      createdAtMs: createdAt.getTime(),
    }));
  }, database);
}
