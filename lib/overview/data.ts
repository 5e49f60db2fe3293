import { database } from "@/lib/db/client";
import { findWord, type Stored } from "@/lib/db/stored";
import { MACHINE_STATUSES } from "@/lib/heartbeat/machine-status";
import { findIncidents } from "@/lib/incidents/data";
import { OUTAGE } from "@/lib/incidents/record/kinds";
import type { IncidentRow } from "@/lib/incidents/view";
import { tagsOf } from "@/lib/machines/view";
import type { TeamScope } from "@/lib/people/teams/scope";
import type { MachineGroup } from "./roll-up";

const OFFLINE_SHOWN = 100;
const INCIDENTS_SHOWN = 20;
const PROBLEMS_SHOWN = 20;
const BLIND_SHOWN = 50;
const BLIND_WITHIN_MS = 24 * 3_600_000;
// Read every second, for up to a hundred machines: no more than is shown.
const ACKNOWLEDGEMENT_SHOWN = { name: true, userId: true, via: true, createdAt: true, until: true } as const;

/**
 * How many of the team's machines have the same status and tags, and how many of the online ones are late. Paused
 * machines count as "paused" whatever their status, unless they are disabled.
 */
export async function countMachines({
  scope,
  heardMs,
  now,
}: {
  scope: TeamScope;
  heardMs: number;
  now: Date;
}): Promise<MachineGroup[]> {
  const { client } = await database();
  // "Late" compares two columns of a row, which Prisma cannot express; lib/machines/view.ts, isLate, has the same
  // condition.
  const rows = await client.$queryRaw<{ status: Stored; tags: string; count: unknown; late: unknown }[]>`
    SELECT shown AS status, tags, count(*) AS count,
      sum(CASE WHEN shown = 'online' AND (CAST(${heardMs} AS bigint) - heard_at) * 2 > threshold_ms
        AND CAST(${heardMs} AS bigint) - heard_at > planned_ms THEN 1 ELSE 0 END) AS late
    FROM (SELECT heard_at, threshold_ms, planned_ms, tags,
      CASE WHEN paused_until > ${now} AND status <> 'disabled' THEN 'paused' ELSE status END AS shown
      FROM machines WHERE team_id = ${scope.teamId}) AS machine GROUP BY shown, tags`;
  return rows.flatMap((row) => {
    const status = findWord([...MACHINE_STATUSES, "paused"], row.status);
    if (status === null) return [];
    return [{ status, tags: tagsOf(row), count: Number(row.count), late: Number(row.late) }];
  });
}

/**
 * The team's offline machines that are not paused, as many as are shown, each with its open incident and that
 * incident's deliveries. Unacknowledged ones come first, so that none of them is cut off in favour of an acknowledged
 * one; then the longest outages.
 */
export async function findOfflineMachines({ scope, now }: { scope: TeamScope; now: Date }) {
  const { client } = await database();
  const ids = await findOfflineIds({ scope, now });
  const machines = await client.machine.findMany({
    where: { id: { in: ids } },
    include: {
      incidents: {
        where: { kind: OUTAGE, openKey: { not: null } },
        include: {
          outage: true,
          firing: true,
          machine: { select: { name: true } },
          acknowledgement: { select: ACKNOWLEDGEMENT_SHOWN },
          deliveries: { include: { attempts: { orderBy: { number: "asc" } } }, orderBy: { id: "asc" } },
        },
        take: 1,
      },
    },
  });
  // One that has come back meanwhile is left out here: asked for the status, SQLite would look at every offline machine.
  const offline = machines.filter(({ status }) => findWord(MACHINE_STATUSES, status) === "offline");
  const byId = new Map(offline.map((machine) => [machine.id, machine]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function findOfflineIds({ scope, now }: { scope: TeamScope; now: Date }): Promise<number[]> {
  const { client } = await database();
  // The order is by another table, which Prisma cannot express.
  const rows = await client.$queryRaw<{ id: unknown }[]>`
    SELECT m.id FROM machines m
      LEFT JOIN incidents i ON i.open_key = CAST(m.id AS TEXT) || ${`:${OUTAGE}`}
      LEFT JOIN acknowledgements a ON a.holds_for = i.id
    WHERE m.team_id = ${scope.teamId} AND m.status = 'offline'
      AND (m.paused_until IS NULL OR m.paused_until <= ${now})
    ORDER BY CASE WHEN a.id IS NULL THEN 0 ELSE 1 END, m.last_seen_at, m.id LIMIT ${OFFLINE_SHOWN}`;
  return rows.map(({ id }) => Number(id));
}

/**
 * The team's machines whose reports something may be wrong with (lib/machines/problems.ts), as many as are shown, and how
 * many there are.
 */
export async function findProblematicMachines(scope: TeamScope) {
  const { client } = await database();
  // Compares two columns of a row, which Prisma cannot express.
  const rows = await client.$queryRaw<{ id: unknown; total: unknown }[]>`
    SELECT id, count(*) OVER () AS total FROM machines WHERE team_id = ${scope.teamId} AND status <> 'disabled'
      AND (sightings NOT LIKE '%"noticedAtMs":null%' OR refusal IS NOT NULL OR clock_offset_ms <> 0
        OR 2 * report_interval_ms > threshold_ms)
    ORDER BY CASE WHEN sightings IS NULL THEN 1 ELSE 0 END, id LIMIT ${PROBLEMS_SHOWN}`;
  const machines = await client.machine.findMany({
    where: { id: { in: rows.map(({ id }) => Number(id)) } },
    orderBy: { id: "asc" },
  });
  return { machines, total: Number(rows[0]?.total ?? 0) };
}

/** The team's latest incidents, open or not, newest first. */
export function findRecentIncidents(scope: TeamScope): Promise<IncidentRow[]> {
  // It reads one more than a page holds.
  return findIncidents({ scope, filter: {}, page: { after: null, limit: INCIDENTS_SHOWN - 1 } });
}

/** The stretches of the last 24 hours in which the hub could not receive reports, newest first. */
export async function findBlindIntervals(now: Date) {
  const { client } = await database();
  return client.blindInterval.findMany({
    where: { endedAt: { gt: new Date(now.getTime() - BLIND_WITHIN_MS) } },
    orderBy: { endedAt: "desc" },
    take: BLIND_SHOWN,
  });
}

/** How far the team's setup has got. */
export async function findSetupSteps(scope: TeamScope) {
  const { client } = await database();
  const { teamId } = scope;
  const [reported, channels, delivered] = await Promise.all([
    client.machine.findFirst({ where: { teamId, lastSeenAt: { not: null } }, select: { id: true } }),
    client.channel.findMany({
      where: { teamId },
      select: { id: true, type: true, isActive: true, events: true, failedAt: true, failingSince: true },
    }),
    client.delivery.findFirst({ where: { event: { teamId }, state: "delivered" }, select: { id: true } }),
  ]);
  return { hasReport: reported !== null, channels, hasDelivery: delivered !== null };
}
