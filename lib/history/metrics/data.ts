import { database } from "@/lib/db/client";
import { SERIES } from "@/lib/heartbeat/report/figures";
import { listOutagesWithin, type OutageStretch } from "@/lib/incidents/outages-within-data";
import type { TeamScope } from "@/lib/people/teams/scope";

const OUTAGES_SHOWN = 200;

type Span = { fromMs: number; toMs: number };

/** The samples of a machine that is known to be the caller's, grouped into steps. */
export async function findBuckets(asked: Span & { machineId: number; stepMs: number }) {
  const { client, engine } = await database();
  return engine.bucketSamples(client, { ...asked, series: SERIES });
}

/** The outages of the team's machine that overlap this span, oldest first, as many as are shown. */
export async function findOutagesWithin({
  scope,
  machineId,
  ...span
}: Span & { scope: TeamScope; machineId: number }): Promise<OutageStretch[]> {
  const machines = { firstId: machineId, lastId: machineId };
  return (await listOutagesWithin({ scope, machines, ...span })).slice(0, OUTAGES_SHOWN);
}

/** When the latest samples of the team's machine were taken and received; newest first. */
export async function findLatestSamples({
  scope,
  machineId,
  limit,
}: {
  scope: TeamScope;
  machineId: number;
  limit: number;
}) {
  const { client } = await database();
  return client.sample.findMany({
    where: { machineId, machine: { teamId: scope.teamId } },
    select: { receivedAt: true, sampledAt: true },
    orderBy: { sampledAt: "desc" },
    take: limit,
  });
}
