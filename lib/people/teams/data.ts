import { database } from "@/lib/db/client";
import type { PersonScope, TeamScope } from "./scope";

/** Of the machines without a threshold of their own, the one that reports most seldom; null: none says how often. */
export async function findSlowest(
  scope: TeamScope,
): Promise<{ name: string; reportIntervalMs: number | null } | null> {
  const { client } = await database();
  return client.machine.findFirst({
    where: {
      teamId: scope.teamId,
      offlineAfterMs: null,
      reportIntervalMs: { not: null },
      status: { not: "disabled" },
    },
    orderBy: [{ reportIntervalMs: "desc" }, { id: "asc" }],
    select: { name: true, reportIntervalMs: true },
  });
}

/** The caller's team. */
export async function getTeamRow(scope: TeamScope) {
  const { client } = await database();
  return client.team.findUniqueOrThrow({ where: { id: scope.teamId } });
}

/** How many machines without a threshold of their own report too seldom for theirs (lib/heartbeat/threshold.ts, intervalHint). */
export async function countTooSlow(scope: TeamScope): Promise<number> {
  const { client } = await database();
  // Compares two columns of a row, which Prisma cannot express.
  const rows = await client.$queryRaw<{ count: unknown }[]>`
    SELECT count(*) AS count FROM machines WHERE team_id = ${scope.teamId} AND offline_after_ms IS NULL
      AND status <> 'disabled' AND 2 * report_interval_ms > threshold_ms`;
  return Number(rows[0]?.count ?? 0);
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
