import { database } from "@/lib/db/client";
import { listOutagesWithin, type OutageStretch } from "@/lib/incidents/outages-within-data";
import { firingOf } from "@/lib/incidents/record/firing";
import { METRIC } from "@/lib/incidents/record/kinds";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findStoredTimes } from "../stored/data";
import type { Resolution } from "../stored/stretches";
import { type History, readHistory } from "./read-history";

const SHOWN = 200;
/** So many samples are enough for the latest reports, unless they came as a backlog. */
const ENOUGH = 100;
const HOURS_READ = 24;
const MAX_TIME_MS = Date.UTC(3000, 0);

type Span = { fromMs: number; toMs: number };
type OfMachine = Span & { scope: TeamScope; machineId: number };

/** What a machine that is known to be the caller's measured within a span (read-history.ts). */
export async function findHistory(
  asked: Span & { machineId: number; series: readonly string[] | null; resolution: Resolution },
): Promise<History> {
  return readHistory({ ...asked, database: await database() });
}

/** The outages of the team's machine that overlap this span, oldest first, as many as are shown. */
export async function findOutagesWithin({ scope, machineId, ...span }: OfMachine): Promise<OutageStretch[]> {
  const machines = { firstId: machineId, lastId: machineId };
  return (await listOutagesWithin({ scope, machines, ...span })).slice(0, SHOWN);
}

/** The pauses of the team's machine that overlap this span, oldest first. */
export async function findPausesWithin({ scope, machineId, fromMs, toMs }: OfMachine) {
  const { client } = await database();
  const where = { machineId, machine: { teamId: scope.teamId }, kind: "paused" };
  const select = { startedAt: true, endedAt: true };
  const from = new Date(fromMs);
  // Pauses follow each other: of those that began earlier only the last can reach into the span.
  const [before, within] = await Promise.all([
    client.unwatched.findFirst({
      where: { ...where, startedAt: { lt: from } },
      select,
      orderBy: { startedAt: "desc" },
    }),
    client.unwatched.findMany({
      where: { ...where, startedAt: { gte: from, lt: new Date(toMs) } },
      select,
      orderBy: { startedAt: "asc" },
      take: SHOWN,
    }),
  ]);
  const reaches = before !== null && (before.endedAt === null || before.endedAt > from);
  return reaches ? [before, ...within] : within;
}

/** Firings of rules on the team's machine that overlap this span, oldest first: of many the latest. */
export async function findFiringsWithin({ scope, machineId, fromMs, toMs }: OfMachine) {
  const { client } = await database();
  const where = { machineId, machine: { teamId: scope.teamId }, kind: METRIC };
  const [from, to] = [new Date(fromMs), new Date(toMs)];
  const latest = { include: { firing: true }, orderBy: { startedAt: "desc" }, take: SHOWN } as const;
  const [within, before, open] = await Promise.all([
    client.incident.findMany({ where: { ...where, startedAt: { gte: from, lt: to } }, ...latest }),
    client.incident.findMany({ where: { ...where, startedAt: { lt: from } }, ...latest }),
    client.incident.findMany({
      where: { ...where, openKey: { not: null }, startedAt: { lt: to } },
      ...latest,
    }),
  ]);
  const all = new Map([...within, ...before, ...open].map((incident) => [incident.id, incident]));
  return [...all.values()]
    .filter(({ resolvedAt }) => resolvedAt === null || resolvedAt > from)
    .sort((one, other) => one.startedAt.getTime() - other.startedAt.getTime())
    .slice(-SHOWN)
    .map((incident) => ({
      id: incident.id,
      startedAt: incident.startedAt,
      resolvedAt: incident.resolvedAt,
      firing: firingOf(incident),
    }));
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
  const rows = await client.sample.findMany({
    where: { machineId, machine: { teamId: scope.teamId } },
    select: { receivedAt: true, sampledAt: true },
    orderBy: { sampledAt: "desc" },
    take: limit,
  });
  if (rows.length >= ENOUGH) return rows;
  // What a machine that reports seldom has sent is in history by now.
  const known = new Set(rows.map(({ sampledAt }) => sampledAt.getTime()));
  const own = await client.machine.count({ where: { id: machineId, teamId: scope.teamId } });
  const asked = { database: await database(), machineId, at: new Date(MAX_TIME_MS) };
  const stored = own === 0 ? [] : await findStoredTimes({ ...asked, side: "until", take: HOURS_READ });
  const older = stored
    .filter(({ sampledAtMs }) => !known.has(sampledAtMs))
    .sort((one, other) => other.sampledAtMs - one.sampledAtMs)
    .map(({ sampledAtMs, receivedAtMs }) => ({
      receivedAt: new Date(receivedAtMs),
      sampledAt: new Date(sampledAtMs),
    }));
  return [...rows, ...older].slice(0, limit);
}

/** How fast the filesystems of the team's machine fill, in percent an hour, by their mount points: those that do. */
export async function findForecasts({
  scope,
  machineId,
}: {
  scope: TeamScope;
  machineId: number;
}): Promise<Map<string, number>> {
  const { client } = await database();
  const rows = await client.forecast.findMany({
    where: { machineId, machine: { teamId: scope.teamId } },
  });
  return new Map(rows.map(({ mount, pctPerHour }) => [mount, pctPerHour]));
}
