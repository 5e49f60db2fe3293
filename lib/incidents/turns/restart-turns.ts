import type { Tx } from "@/lib/db/client";
import { waitOf } from "@/lib/events/policies/plan";
import { planOf } from "@/lib/events/policies/stored-policy";
import type { TurnEnding } from "@/lib/events/policies/turn-mutations";

const ENDED_BY_PEOPLE: TurnEnding[] = ["acknowledged", "snoozed"];

/**
 * Lets the plans of these open incidents go on, because nobody is on them any more: what came meanwhile, and what has not come
 * yet, waits its whole wait anew. Their machines are locked.
 */
export async function restartTurns(
  tx: Tx,
  { incidentIds, heardMs }: { incidentIds: readonly number[]; heardMs: number },
): Promise<void> {
  if (incidentIds.length === 0) return;
  const turns = await tx.turn.findMany({
    where: {
      incidentId: { in: [...incidentIds] },
      OR: [{ endedAt: null }, { ending: { in: ENDED_BY_PEOPLE } }],
    },
    select: {
      id: true,
      key: true,
      incident: { select: { policyVersion: { select: { id: true, plan: true } } } },
    },
  });
  const byWait = new Map<number, number[]>();
  for (const { id, key, incident } of turns) {
    const waitMs = incident.policyVersion === null ? 0 : waitOf(planOf(incident.policyVersion), key);
    byWait.set(waitMs, [...(byWait.get(waitMs) ?? []), id]);
  }
  for (const [waitMs, ids] of byWait)
    await tx.turn.updateMany({
      where: { id: { in: ids } },
      data: { dueMs: heardMs + waitMs, endedAt: null, ending: null },
    });
}
