import { amongIds } from "@/lib/db/among-ids";
import type { Tx } from "@/lib/db/client";
import { isInScope, readScope } from "./machine-scope";

type Cover = { windowId: number; machineIds: readonly number[]; from: Date; to: Date; now: Date };

/**
 * Covers these locked machines for an occurrence of a window. One that it has covered before, and that somebody has resumed
 * since, stays as it is.
 */
export async function coverMachines(tx: Tx, { windowId, machineIds, from, to, now }: Cover): Promise<void> {
  if (machineIds.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO unwatched (machine_id, kind, started_at, ended_at, window_id)
    SELECT id, 'planned', ${from}, ${to}, ${windowId} FROM machines WHERE id ${amongIds({ ids: machineIds })}
    ON CONFLICT (window_id, machine_id, started_at) DO NOTHING`;
  // Who covers them from now on is the window, not the person whose pause has ended.
  await tx.machine.updateMany({
    where: { id: { in: [...machineIds] }, pausedByHandAt: { not: null }, pausedUntil: { lte: now } },
    data: { pausedByHandAt: null },
  });
  await setPausedUntil(tx, machineIds);
}

/** Sets for these locked machines until when they are covered: by a pause or a window, whichever ends last, or ended last. */
export async function setPausedUntil(tx: Tx, machineIds: readonly number[]): Promise<void> {
  // Kept after its end: isDue (lib/heartbeat/decide.ts) must still know that a silence began during a pause.
  await tx.$executeRaw`
    UPDATE machines SET paused_until = coalesce((SELECT max(u.ended_at) FROM unwatched u
      WHERE u.machine_id = machines.id AND u.kind IN ('paused', 'planned')), paused_until)
    WHERE id ${amongIds({ ids: machineIds })}`;
}

/** Ends for these locked machines every window that covers them now. */
export async function endCover(
  tx: Tx,
  { machineIds, now }: { machineIds: readonly number[]; now: Date },
): Promise<void> {
  await tx.unwatched.updateMany({
    where: { machineId: { in: [...machineIds] }, kind: "planned", endedAt: { gt: now } },
    data: { endedAt: now },
  });
}

/**
 * After these locked machines of a team were added or got other tags: covers them with the windows that run and are for
 * them now, and ends the cover of those that are not. One that leaves a window does not come back before its next occurrence.
 */
export async function coverAnew(
  tx: Tx,
  { teamId, machineIds, now }: { teamId: number; machineIds: readonly number[]; now: Date },
): Promise<void> {
  const running = await tx.window.findMany({
    where: { teamId, fromAt: { lte: now }, toAt: { gt: now } },
    select: { id: true, scope: true, fromAt: true, toAt: true },
  });
  if (running.length === 0) return;
  const machines = await tx.machine.findMany({
    where: { id: { in: [...machineIds] } },
    select: { id: true, tags: true },
  });
  for (const { id: windowId, fromAt, toAt, ...window } of running) {
    if (fromAt === null || toAt === null) continue;
    const scope = readScope(window.scope);
    const isInside = ({ id, tags }: { id: number; tags: string }) =>
      isInScope(scope, { machineId: id, tags });
    const idsOf = (some: { id: number }[]) => some.map(({ id }) => id);
    const inside = idsOf(machines.filter(isInside));
    await coverMachines(tx, { windowId, machineIds: inside, from: fromAt, to: toAt, now });
    const outside = idsOf(machines.filter((machine) => !isInside(machine)));
    await tx.unwatched.updateMany({
      where: { windowId, machineId: { in: outside }, startedAt: { gte: fromAt }, endedAt: { gt: now } },
      data: { endedAt: now },
    });
  }
  await setPausedUntil(tx, machineIds);
}
