import { type AmongIds, amongIds } from "@/lib/db/among-ids";
import { database } from "@/lib/db/client";
import type { TeamScope } from "@/lib/people/teams/scope";
import { OUTAGE } from "./record/kinds";

/** An outage, as far as its time is concerned. */
export type OutageStretch = { id: number; machineId: number; startedAt: Date; resolvedAt: Date | null };

type Asked = {
  scope: TeamScope;
  /** Which of the team's machines. */
  machines: AmongIds;
  fromMs: number;
  toMs: number;
};

/**
 * The outages of the team's machines that overlap a span, oldest first. It reads those that began within the span, and
 * the one before them: outages of one machine follow each other, so all earlier ones were over by then.
 */
export async function listOutagesWithin({
  scope: { teamId },
  machines,
  fromMs,
  toMs,
}: Asked): Promise<OutageStretch[]> {
  const { client } = await database();
  const [from, to] = [new Date(fromMs), new Date(toMs)];
  const among = amongIds(machines);
  // Prisma would read every outage of these machines up to the end of the span. Only ids: joined with the outages
  // themselves, the second would have PostgreSQL read all of them.
  const [within, before] = await Promise.all([
    client.$queryRaw<{ id: number }[]>`
      SELECT i.id FROM machines m
        JOIN incidents i ON i.machine_id = m.id AND i.started_at >= ${from} AND i.started_at <= ${to}
      WHERE m.team_id = ${teamId} AND m.id ${among} AND i.kind = ${OUTAGE}`,
    client.$queryRaw<{ id: number | null }[]>`
      SELECT (SELECT e.id FROM incidents e WHERE e.machine_id = m.id AND e.started_at < ${from} AND e.kind = ${OUTAGE}
        ORDER BY e.started_at DESC LIMIT 1) AS id
      FROM machines m WHERE m.team_id = ${teamId} AND m.id ${among}`,
  ]);
  const rows = await client.incident.findMany({
    where: { id: { in: [...within, ...before].flatMap(({ id }) => (id === null ? [] : [Number(id)])) } },
    select: { id: true, machineId: true, startedAt: true, resolvedAt: true },
  });
  return rows
    .filter(({ resolvedAt }) => resolvedAt === null || resolvedAt >= from)
    .sort((one, other) => one.startedAt.getTime() - other.startedAt.getTime() || one.id - other.id);
}
