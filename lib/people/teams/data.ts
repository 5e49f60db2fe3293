import { database } from "@/lib/db/client";
import type { PersonScope, TeamScope } from "./scope";

/** The caller's team. */
export async function getTeamRow(scope: TeamScope) {
  const { client } = await database();
  return client.team.findUniqueOrThrow({ where: { id: scope.teamId } });
}

/** Everybody in the caller's team, in the order in which they joined. */
export async function findMembers(scope: TeamScope) {
  const { client } = await database();
  return client.membership.findMany({
    where: { teamId: scope.teamId },
    include: { user: { select: { name: true, email: true, disabledAt: true } } },
    orderBy: [{ createdAt: "asc" }, { userId: "asc" }],
  });
}

/** The teams that a person belongs to, oldest first. */
export async function findOwnTeams(scope: PersonScope) {
  const { client } = await database();
  return client.membership.findMany({
    where: { userId: scope.userId },
    include: { team: { select: { name: true } } },
    orderBy: { teamId: "asc" },
  });
}

/** The team of a person's session; null: none was chosen. */
export async function findChosenTeam(scope: PersonScope): Promise<number | null> {
  const { client } = await database();
  const { sessionId: id } = scope;
  return (await client.session.findUnique({ where: { id }, select: { teamId: true } }))?.teamId ?? null;
}
