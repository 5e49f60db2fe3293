import { database } from "@/lib/db/client";
import type { TeamScope } from "@/lib/people/teams/scope";

// Windows may overlap; more of them than this at one time on one machine is nobody's plan.
const LOOKED_AT = 5;

/** The window that covered a machine of the team at a moment, the one that ended last of several; null: none did, or it has been deleted. */
export async function findCoveringWindow({
  scope: { teamId },
  machineId,
  at,
}: {
  scope: TeamScope;
  machineId: number;
  at: Date;
}): Promise<{ id: number; name: string; until: Date } | null> {
  const { client } = await database();
  const rows = await client.unwatched.findMany({
    where: { machineId, kind: "planned", startedAt: { lte: at }, machine: { teamId } },
    select: { windowId: true, endedAt: true },
    orderBy: { startedAt: "desc" },
    take: LOOKED_AT,
  });
  const [covering] = rows
    .flatMap(({ windowId, endedAt }) =>
      windowId === null || endedAt === null ? [] : [{ windowId, endedAt }],
    )
    .filter(({ endedAt }) => endedAt > at)
    .sort((one, other) => other.endedAt.getTime() - one.endedAt.getTime());
  if (covering === undefined) return null;
  const window = await client.window.findFirst({
    where: { id: covering.windowId, teamId },
    select: { id: true, name: true },
  });
  return window && { ...window, until: covering.endedAt };
}
