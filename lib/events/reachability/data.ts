import type { Database, Tx } from "@/lib/db/client";
import type { Reachability } from "../reachability-words";
import { OUTAGE_OPENING } from "../types";
import { KNOCK_HOLD_MS } from "./constants";

/** The result of the latest check for outages detected between these times; null: no check. */
export async function findReachability(
  tx: Tx,
  { fromMs, toMs = fromMs }: { fromMs: number; toMs?: number },
): Promise<Reachability | null> {
  const row = await tx.knock.findFirst({
    where: { at: { gte: new Date(fromMs), lte: new Date(toMs + KNOCK_HOLD_MS) } },
    orderBy: { id: "desc" },
  });
  return row && { ok: row.isOk, url: row.url, message: row.message };
}

/** Deliveries that wait for a check: outages of many machines, not sent to anybody yet. */
export const waitingForReachability = (nowMs: number) => ({
  state: "pending",
  eventType: OUTAGE_OPENING,
  attemptCount: 0,
  createdAt: { gte: new Date(nowMs - KNOCK_HOLD_MS) },
  nextAttemptAt: { gt: new Date(nowMs), lte: new Date(nowMs + KNOCK_HOLD_MS) },
});

/** Whether any delivery waits for a check. */
export async function isReachabilityAwaited({ client, engine }: Database): Promise<boolean> {
  const { nowMs } = await engine.readHub(client);
  const where = waitingForReachability(nowMs);
  return (await client.delivery.findFirst({ where, select: { id: true } })) !== null;
}
