import { type AmongIds, amongIds } from "@/lib/db/among-ids";
import { database } from "@/lib/db/client";
import { MAX_PULSE_GAP_MS } from "@/lib/heartbeat/constants";
import { findBlindWithin } from "@/lib/heartbeat/data";
import { listOutagesWithin } from "@/lib/incidents/outages-within-data";
import { UNWATCHED_KINDS } from "@/lib/machines/unwatched-mutations";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findKeptSince } from "../kept-since-data";
import type { Stretch } from "./decide";

type Asked = { scope: TeamScope; span: Stretch; now: Date };

/** The facts from which uptime is calculated. */
export type History = { outages: Stretch[]; unwatched: Stretch[] };

/** The blind intervals within a span, including one that still lasts. */
export async function listBlindIntervals({ span, now }: Omit<Asked, "scope">): Promise<Stretch[]> {
  const { client } = await database();
  const blind = await findBlindWithin(span);
  const stretches = blind.map(({ startedAtMs, endedAtMs }) => ({ fromMs: startedAtMs, toMs: endedAtMs }));
  // A blind interval is only written when it is over, and not while the database accepts no writes.
  const pulse = await client.hubPulse.findUnique({ where: { id: 1 } });
  const pulsedMs = pulse?.pulsedAt?.getTime() ?? now.getTime();
  const isDeaf = now.getTime() - pulsedMs > MAX_PULSE_GAP_MS;
  return isDeaf ? [...stretches, { fromMs: pulsedMs, toMs: now.getTime() }] : stretches;
}

/** Since when every outage is kept, in milliseconds. */
export async function readKeptSince(): Promise<number> {
  return findKeptSince((await database()).client);
}

/** What happened within a span to some of the team's machines, by their ids. */
export async function listUptimeFacts({
  scope,
  machines,
  span,
  now,
}: Asked & { machines: AmongIds }): Promise<Map<number, History>> {
  const histories = new Map<number, History>();
  const historyOf = (id: number): History => {
    const history = histories.get(id) ?? { outages: [], unwatched: [] };
    histories.set(id, history);
    return history;
  };
  const stretch = (startedAt: Date, endedAt: Date | null) => ({
    fromMs: startedAt.getTime(),
    toMs: (endedAt ?? now).getTime(),
  });
  for (const { machineId, startedAt, resolvedAt } of await listOutagesWithin({ scope, machines, ...span }))
    historyOf(machineId).outages.push(stretch(startedAt, resolvedAt));
  for (const kind of UNWATCHED_KINDS)
    for (const { machineId, startedAt, endedAt } of await listUnwatched({ scope, machines, span, kind }))
      historyOf(machineId).unwatched.push(stretch(startedAt, endedAt));
  return histories;
}

/** An occurrence of a window is never longer than this. */
const LONGEST_WINDOW_MS = 30 * 86_400_000;

/**
 * The stretches of a kind that began within the span, and the one before: those of one kind follow each other. Windows may
 * overlap, so of them all that may reach into the span are looked at.
 */
async function listUnwatched({
  scope: { teamId },
  machines,
  span: { fromMs, toMs },
  kind,
}: Omit<Asked, "now"> & { machines: AmongIds; kind: string }) {
  const { client } = await database();
  const [from, to] = [new Date(fromMs), new Date(toMs)];
  const since = kind === "planned" ? new Date(fromMs - LONGEST_WINDOW_MS) : from;
  const among = amongIds(machines);
  // Only ids, as of outages (lib/incidents/outages-within-data.ts).
  const [within, before] = await Promise.all([
    client.$queryRaw<{ id: number }[]>`
      SELECT u.id FROM machines m
        JOIN unwatched u ON u.machine_id = m.id AND u.kind = ${kind} AND u.started_at >= ${since} AND u.started_at < ${to}
      WHERE m.team_id = ${teamId} AND m.id ${among}`,
    client.$queryRaw<{ id: number | null }[]>`
      SELECT (SELECT e.id FROM unwatched e WHERE e.machine_id = m.id AND e.kind = ${kind} AND e.started_at < ${from}
        ORDER BY e.started_at DESC LIMIT 1) AS id
      FROM machines m WHERE m.team_id = ${teamId} AND m.id ${among}`,
  ]);
  const rows = await client.unwatched.findMany({
    where: { id: { in: [...within, ...before].flatMap(({ id }) => (id === null ? [] : [Number(id)])) } },
    select: { machineId: true, startedAt: true, endedAt: true },
  });
  return rows.filter(({ endedAt }) => endedAt === null || endedAt > from);
}

/** When those of the team's machines that have these ids were added. */
export async function findCreated({
  scope: { teamId },
  ids,
}: {
  scope: TeamScope;
  ids: readonly number[];
}): Promise<{ id: number; createdAt: Date }[]> {
  const { client } = await database();
  return client.machine.findMany({
    where: { teamId, id: { in: [...ids] } },
    select: { id: true, createdAt: true },
    orderBy: { id: "asc" },
  });
}

/** A machine in a report. */
export type ReportedMachine = { id: number; name: string; tags: string; createdAt: Date };

const BATCH = 200;

/** The team's machines in id order, one batch at a time. */
export async function* readMachines(scope: TeamScope): AsyncGenerator<ReportedMachine[]> {
  const { client } = await database();
  for (let after = 0; ; ) {
    const batch = await client.machine.findMany({
      where: { teamId: scope.teamId, id: { gt: after } },
      select: { id: true, name: true, tags: true, createdAt: true },
      orderBy: { id: "asc" },
      take: BATCH,
    });
    if (batch.length > 0) yield batch;
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH) return;
    after = last.id;
  }
}
