import { database } from "@/lib/db/client";
import { SESSION_MAX_MS } from "@/lib/people/auth/session-lifetime";
import type { Via } from "@/lib/people/teams/scope";
import { sessionsForTeam } from "@/lib/people/teams/sessions-for-team";

/** Decides for each caller whether its session or token is valid now, in this team. */
export async function findValidCallers({
  teamId,
  callers,
  now,
}: {
  teamId: number;
  callers: readonly Via[];
  now: Date;
}): Promise<(caller: Via) => boolean> {
  const { client } = await database();
  const sessionIds = callers.flatMap((caller) => (caller.kind === "session" ? [caller.id] : []));
  const tokenIds = callers.flatMap((caller) => (caller.kind === "token" ? [caller.id] : []));
  const isGood = { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
  const [sessions, tokens] = await Promise.all([
    sessionIds.length === 0
      ? []
      : client.session.findMany({
          where: {
            id: { in: sessionIds },
            expiresAt: { gt: now },
            createdAt: { gt: new Date(now.getTime() - SESSION_MAX_MS) },
            AND: [{ user: { disabledAt: null } }, sessionsForTeam(teamId)],
          },
          select: { id: true },
        }),
    tokenIds.length === 0
      ? []
      : client.apiToken.findMany({
          where: { id: { in: tokenIds }, teamId, ...isGood, membership: { user: { disabledAt: null } } },
          select: { id: true },
        }),
  ]);
  const valid = new Set<string | number>([...sessions, ...tokens].map(({ id }) => id));
  return (caller) => valid.has(caller.id);
}
