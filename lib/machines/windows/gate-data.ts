import type { Tx } from "@/lib/db/client";
import { WINDOW_GATE_MS } from "@/lib/heartbeat/constants";

/**
 * Which of these teams have a window that has begun and is being opened: no machine of theirs is found to have been silent
 * before that is done, for as long as Engine.sweepDue waits for it.
 */
export async function findGatedTeams(
  tx: Tx,
  { teamIds, nowMs }: { teamIds: readonly number[]; nowMs: number },
): Promise<Set<number>> {
  const rows = await tx.window.findMany({
    where: {
      openedAt: null,
      fromAt: { lte: new Date(nowMs) },
      teamId: { in: [...teamIds] },
      OR: [{ triedAt: null }, { triedAt: { gt: new Date(nowMs - WINDOW_GATE_MS) } }],
    },
    select: { teamId: true },
  });
  return new Set(rows.map(({ teamId }) => teamId));
}
