import type { Database } from "@/lib/db/client";
import { database } from "@/lib/db/client";
import type { WindowRecord } from "@/lib/db/models";
import type { TeamScope } from "@/lib/people/teams/scope";

const MAX_DUE = 50;
const MAX_PAUSES = 100;

/** All of the team's windows: those that run or come next first, and those of which nothing comes last. */
export async function listWindowRows({ teamId }: TeamScope): Promise<WindowRecord[]> {
  const { client } = await database();
  const rows = await client.window.findMany({ where: { teamId }, orderBy: { id: "asc" } });
  const order = ({ fromAt }: WindowRecord) => fromAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return rows.sort((one, other) =>
    order(one) === order(other) ? one.id - other.id : order(one) - order(other),
  );
}

/** The team's window of this id; null: it has none. */
export async function findWindow({
  scope,
  id,
}: {
  scope: TeamScope;
  id: number;
}): Promise<WindowRecord | null> {
  const { client } = await database();
  return client.window.findFirst({ where: { id, teamId: scope.teamId } });
}

/** The team's machines that a person has paused, the latest first, as many as are shown. */
export async function listHandPauses({ scope: { teamId }, now }: { scope: TeamScope; now: Date }) {
  const { client } = await database();
  const rows = await client.machine.findMany({
    where: { teamId, pausedByHandAt: { not: null }, pausedUntil: { gt: now } },
    select: { id: true, name: true, pausedByHandAt: true, pausedUntil: true },
    orderBy: { pausedByHandAt: "desc" },
    take: MAX_PAUSES,
  });
  return rows.flatMap(({ id, name, pausedByHandAt, pausedUntil }) =>
    pausedByHandAt === null || pausedUntil === null
      ? []
      : { id, name, since: pausedByHandAt, until: pausedUntil },
  );
}

/** The windows of all teams that have begun and are not open, and those that are over and not closed, as many as one turn handles. */
export async function listDueWindows(
  { client }: Database,
  now: Date,
): Promise<{ begun: WindowRecord[]; over: WindowRecord[] }> {
  const [begun, over] = await Promise.all([
    client.window.findMany({
      where: { openedAt: null, fromAt: { lte: now } },
      orderBy: { fromAt: "asc" },
      take: MAX_DUE,
    }),
    client.window.findMany({
      where: { toAt: { lte: now }, openedAt: { not: null } },
      orderBy: { toAt: "asc" },
      take: MAX_DUE,
    }),
  ]);
  return { begun, over };
}
