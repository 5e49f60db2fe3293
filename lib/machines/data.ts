import { env } from "@/lib/base/env";
import { afterId, type PageRequest } from "@/lib/base/paging";
import { type Client, database, type Tx } from "@/lib/db/client";
import type { AgentKeyRecord, MachineRecord } from "@/lib/db/models";
import type { TeamScope } from "@/lib/people/teams/scope";
import { type MachineFilter, matchesText } from "./filter";
import type { HubFacts, MachineRowRecord } from "./view";

const BATCH = 500;

// A report's time is a moment before its commit becomes visible. If one is missed, the next report makes up for it. What
// people change is rare and not repeated, so it gets a wide margin for a slow commit.
const REPORT_MARGIN_MS = 1_500;
const CHANGE_MARGIN_MS = 15_000;

/** Heard time, and the thresholds that apply to machines without their own. */
export async function getHubFacts(scope: TeamScope, on?: Tx): Promise<HubFacts> {
  const client: Client | Tx = on ?? (await database()).client;
  const pulse = await client.hubPulse.findUnique({ where: { id: 1 } });
  const team = await client.team.findUnique({ where: { id: scope.teamId } });
  return {
    heardMs: Number(pulse?.heardMs ?? 0n),
    teamOfflineAfterMs: team?.offlineAfterMs ?? null,
    instanceOfflineAfterMs: env().offlineAfterMs,
  };
}

/** The team's machine with this id, or null. */
export async function findMachine({ scope, id }: { scope: TeamScope; id: number }) {
  const { client } = await database();
  return client.machine.findFirst({ where: { id, teamId: scope.teamId } });
}

/** A machine's keys that are valid at this moment, oldest first. */
export async function findLiveKeys({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<AgentKeyRecord[]> {
  const { client } = await database();
  return client.agentKey.findMany({
    where: {
      machine: { id, teamId: scope.teamId },
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
    },
    orderBy: { id: "asc" },
  });
}

/** The team's machines that match, in id order; one more than the page holds, if there is one. */
export async function findMachines({
  scope,
  filter,
  page,
}: {
  scope: TeamScope;
  filter: MachineFilter;
  page: PageRequest;
}): Promise<MachineRecord[]> {
  const { client } = await database();
  const found: MachineRecord[] = [];
  let after = afterId(page) ?? 0;
  // Only what is compared with a text has to be read to be passed over.
  const isSearch = filter.q !== undefined || filter.tag !== undefined;
  const size = isSearch ? BATCH : page.limit + 1;
  for (;;) {
    const batch = await client.machine.findMany({
      where: { teamId: scope.teamId, id: { gt: after }, ...(filter.status && { status: filter.status }) },
      orderBy: { id: "asc" },
      take: size,
    });
    found.push(...batch.filter((machine) => matchesText({ machine, filter })));
    const last = batch.at(-1);
    if (found.length > page.limit || batch.length < size || last === undefined) break;
    after = last.id;
  }
  return found.slice(0, page.limit + 1);
}

const ROW_COLUMNS = {
  id: true,
  name: true,
  hostname: true,
  tags: true,
  status: true,
  offlineAfterMs: true,
  systemInfo: true,
  lastSample: true,
  agentVersion: true,
  lastSeenAt: true,
  pausedUntil: true,
  goodbye: true,
  plannedMs: true,
  sightings: true,
  refusal: true,
  clockOffsetMs: true,
  reportIntervalMs: true,
  graceIntervalMs: true,
} as const;

/** The list columns of the team's machines, in id order; with `since` only those that may have changed. */
export async function findRows({
  scope,
  since,
  limit,
  now,
}: {
  scope: TeamScope;
  since: Date | null;
  limit: number | undefined;
  now: Date;
}): Promise<MachineRowRecord[]> {
  const { client } = await database();
  const found: MachineRowRecord[] = [];
  let after = 0;
  // In batches, between which reports get their turn.
  for (;;) {
    const batch = await client.machine.findMany({
      where: { teamId: scope.teamId, id: { gt: after }, ...(since && { OR: changedSince({ since, now }) }) },
      select: ROW_COLUMNS,
      orderBy: { id: "asc" },
      take: Math.min(BATCH, (limit ?? Number.POSITIVE_INFINITY) - found.length),
    });
    found.push(...batch);
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH || found.length === limit) return found;
    after = last.id;
  }
}

function changedSince({ since, now }: { since: Date; now: Date }) {
  const ago = (ms: number) => new Date(since.getTime() - ms);
  return [
    { lastSeenAt: { gte: ago(REPORT_MARGIN_MS) } },
    { updatedAt: { gte: ago(CHANGE_MARGIN_MS) } },
    // A pause ends without a write.
    { pausedUntil: { gte: ago(CHANGE_MARGIN_MS), lte: now } },
  ];
}

/** Ids of the team's late machines (lib/machines/view.ts, isLate, in SQL). */
export async function findLateIds({
  scope,
  heardMs,
}: {
  scope: TeamScope;
  heardMs: number;
}): Promise<number[]> {
  const { client } = await database();
  const rows = await client.$queryRaw<{ id: unknown }[]>`
    SELECT id FROM machines WHERE team_id = ${scope.teamId} AND status = 'online'
      AND (CAST(${heardMs} AS bigint) - heard_at) * 2 > threshold_ms
      AND CAST(${heardMs} AS bigint) - heard_at > planned_ms`;
  return rows.map((row) => Number(row.id));
}

export async function findTakenNames(scope: TeamScope): Promise<Set<string>> {
  const { client } = await database();
  const machines = await client.machine.findMany({ where: { teamId: scope.teamId }, select: { name: true } });
  return new Set(machines.map(({ name }) => name));
}

export async function countTeamMachines(scope: TeamScope): Promise<number> {
  const { client } = await database();
  return client.machine.count({ where: { teamId: scope.teamId } });
}
