import { zoneOf } from "@/lib/base/time-zone";
import type { Tx } from "@/lib/db/client";
import type { HubRow } from "@/lib/db/engine";
import type { Stretch } from "./decide";
import type { MachineCounts } from "./words";

export type UnsentBlindInterval = Stretch & { id: number; cause: string };

/** The blind intervals whose end has not been sent, in order. */
export async function listUnsent(tx: Tx): Promise<UnsentBlindInterval[]> {
  const rows = await tx.blindInterval.findMany({ where: { toldAt: null }, orderBy: { id: "asc" } });
  return rows.map((row) => ({
    id: row.id,
    startedAtMs: row.startedAt.getTime(),
    endedAtMs: row.endedAt.getTime(),
    heardMs: Number(row.heardMs),
    wasDeafTold: row.deafToldAt !== null,
    cause: row.cause,
  }));
}

/** Since when heard_ms has stood still, if it does: the beginning of the current blind interval, else the latest pulse. */
export function deafSinceMs(hub: HubRow, unsent: readonly UnsentBlindInterval[]): number | null {
  const lasting = unsent.find((stretch) => stretch.heardMs === hub.heardMs);
  return lasting?.startedAtMs ?? hub.pulsedAtMs;
}

/** Machines of people; a canary's machine belongs to nobody. */
const REAL = { team: { canaryOfId: null } };

/** The longest report interval of any online machine, in milliseconds; 0 without such a machine. */
export async function findLongestIntervalMs(tx: Tx): Promise<number> {
  const { _max } = await tx.machine.aggregate({
    where: { status: "online", ...REAL },
    _max: { graceIntervalMs: true },
  });
  return Number(_max.graceIntervalMs ?? 0);
}

/** The time zones of these teams, by their ids. */
export async function findZones(tx: Tx, teamIds: readonly number[]): Promise<Map<number, string>> {
  const teams = await tx.team.findMany({
    where: { id: { in: [...teamIds] } },
    select: { id: true, timeZone: true },
  });
  return new Map(teams.map(({ id, timeZone }) => [id, zoneOf(timeZone)]));
}

/** The teams with machines that have ever reported and are not disabled. */
export async function listListeningTeams(tx: Tx): Promise<number[]> {
  const rows = await tx.machine.groupBy({
    by: ["teamId"],
    where: { status: { in: ["online", "offline"] }, ...REAL },
  });
  return rows.map((row) => row.teamId).sort((a, b) => a - b);
}

export type TeamCounts = { teamId: number; shortestThresholdMs: number; machines: MachineCounts };

/** How many machines of each team have reported, are offline, or are still awaited after a blind interval at `heardMs`. */
export async function countSince(tx: Tx, { heardMs }: { heardMs: number }): Promise<TeamCounts[]> {
  const groups = await tx.machine.groupBy({
    by: ["teamId", "status"],
    where: { status: { in: ["online", "offline"] }, ...REAL },
    _count: true,
    _min: { thresholdMs: true },
  });
  const confirmed = await tx.machine.groupBy({
    by: ["teamId"],
    where: { status: "online", heardAt: { gt: heardMs }, ...REAL },
    _count: true,
  });
  const teamIds = [...new Set(groups.map((group) => group.teamId))].sort((a, b) => a - b);
  return teamIds.map((teamId) => {
    const own = groups.filter((group) => group.teamId === teamId);
    const countOf = (status: string) => own.find((group) => group.status === status)?._count ?? 0;
    const reported = confirmed.find((group) => group.teamId === teamId)?._count ?? 0;
    return {
      teamId,
      shortestThresholdMs: Math.min(...own.map((group) => Number(group._min.thresholdMs))),
      machines: {
        confirmed: reported,
        offline: countOf("offline"),
        awaited: Math.max(0, countOf("online") - reported),
      },
    };
  });
}
