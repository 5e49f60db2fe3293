import { database } from "@/lib/db/client";
import { MAX_PULSE_GAP_MS } from "@/lib/heartbeat/constants";
import { findBlindWithin } from "@/lib/heartbeat/data";
import { OUTAGE } from "@/lib/incidents/record/kinds";
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

/** What happened to these machines of the team within a span, by their ids. */
export async function listUptimeFacts({
  scope,
  machineIds,
  span: { fromMs, toMs },
  now,
}: Asked & { machineIds: readonly number[] }): Promise<Map<number, History>> {
  const { client } = await database();
  const histories = new Map(machineIds.map((id): [number, History] => [id, { outages: [], unwatched: [] }]));
  const ofMachines = {
    machineId: { in: [...machineIds] },
    machine: { teamId: scope.teamId },
    startedAt: { lt: new Date(toMs) },
  };
  const endsLater = { gt: new Date(fromMs) };
  const stretch = (startedAt: Date, endedAt: Date | null) => ({
    fromMs: startedAt.getTime(),
    toMs: (endedAt ?? now).getTime(),
  });
  const incidents = await client.incident.findMany({
    where: { ...ofMachines, kind: OUTAGE, OR: [{ resolvedAt: null }, { resolvedAt: endsLater }] },
    select: { machineId: true, startedAt: true, resolvedAt: true },
  });
  for (const { machineId, startedAt, resolvedAt } of incidents)
    histories.get(machineId)?.outages.push(stretch(startedAt, resolvedAt));
  const unwatched = await client.unwatched.findMany({
    where: { ...ofMachines, OR: [{ endedAt: null }, { endedAt: endsLater }] },
    select: { machineId: true, startedAt: true, endedAt: true },
  });
  for (const { machineId, startedAt, endedAt } of unwatched)
    histories.get(machineId)?.unwatched.push(stretch(startedAt, endedAt));
  return histories;
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
