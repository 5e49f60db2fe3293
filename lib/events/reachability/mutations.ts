import type { Database } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import type { Reachability } from "../reachability-words";
import { KNOCK_HOLD_MS } from "./constants";
import { waitingForReachability } from "./data";

/**
 * Records the result of a check and releases the deliveries that waited for it, in one transaction. They are sent
 * `massHoldMs` later if the operator has set a hold for mass silences.
 */
export function storeReachability(
  database: Database,
  { knock, massHoldMs }: { knock: Reachability; massHoldMs: number },
): Promise<void> {
  return transaction(async (tx) => {
    const { nowMs } = await database.engine.openCommit(tx);
    const { ok: isOk, url, message } = knock;
    await tx.knock.create({ data: { at: new Date(nowMs), isOk, url, message } });
    if (massHoldMs >= KNOCK_HOLD_MS) return;
    await tx.delivery.updateMany({
      where: waitingForReachability(nowMs),
      data: { nextAttemptAt: new Date(nowMs + massHoldMs) },
    });
  }, database);
}
