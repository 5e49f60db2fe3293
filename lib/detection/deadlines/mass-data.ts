import type { Tx } from "@/lib/db/client";
import type { DueRow } from "@/lib/db/engine";
import type { MassSilence } from "@/lib/events/mass-words";
import { OUTAGE } from "@/lib/incidents/record/kinds";
import { countByWeb, decideMassSilence, MIN_MASS_SILENCE, sizeOf, TOGETHER_MS } from "./mass-silence";

/**
 * The mass silences, by team, that the machines which have just gone offline belong to. Runs in the transaction that set
 * them offline; almost free unless several are offline.
 */
export async function findMassSilences(
  tx: Tx,
  { due, nowMs }: { due: readonly DueRow[]; nowMs: number },
): Promise<Map<number, MassSilence>> {
  const masses = new Map<number, MassSilence>();
  const sinceMs = Math.max(...due.map((row) => row.heardMs)) - TOGETHER_MS;
  for (const teamId of new Set(due.map((row) => row.teamId))) {
    const fallen = await listSilent(tx, { teamId, sinceMs, nowMs });
    if (sizeOf(fallen) < MIN_MASS_SILENCE) continue;
    const mass = decideMassSilence(countByWeb({ fallen, online: await countOnline(tx, { teamId, nowMs }) }));
    if (mass !== null) masses.set(teamId, mass);
  }
  return masses;
}

/** Machines that one sweep set offline and that one ingest process had last heard, with the first and the last of their incidents. */
export type Fallen = {
  webId: string | null;
  detectedMs: number;
  count: number;
  firstIncidentId: number;
  lastIncidentId: number;
};

/** A team's machines that went offline at `sinceMs` of heard time or later, without paused ones, counted. */
export async function listSilent(
  tx: Tx,
  { teamId, sinceMs, nowMs }: { teamId: number; sinceMs: number; nowMs: number },
): Promise<Fallen[]> {
  // Ten thousand of them are counted where they are: Prisma could only return each.
  const rows = await tx.$queryRaw<Record<string, unknown>[]>`
    SELECT m.last_web_id, o.detected_ms, count(*) AS count, min(i.id) AS first_id, max(i.id) AS last_id
    FROM machines m
      JOIN incidents i ON i.open_key = CAST(m.id AS TEXT) || ${`:${OUTAGE}`}
      JOIN outages o ON o.incident_id = i.id
    WHERE m.team_id = ${teamId} AND m.status = 'offline' AND o.detected_ms >= ${sinceMs}
      AND (m.paused_until IS NULL OR m.paused_until <= ${new Date(nowMs)})
    GROUP BY m.last_web_id, o.detected_ms`;
  return rows.map((row) => ({
    webId: row.last_web_id === null ? null : String(row.last_web_id),
    detectedMs: Number(row.detected_ms),
    count: Number(row.count),
    firstIncidentId: Number(row.first_id),
    lastIncidentId: Number(row.last_id),
  }));
}

/** When the first and the last of these machines were found to be offline; null: they are none. */
export async function findSpan(
  tx: Tx,
  fallen: readonly Fallen[],
): Promise<{ fromMs: number; toMs: number } | null> {
  const ids = fallen.flatMap(({ firstIncidentId, lastIncidentId }) => [firstIncidentId, lastIncidentId]);
  const ends = { id: { in: [Math.min(...ids), Math.max(...ids)] } };
  const rows =
    ids.length === 0 ? [] : await tx.incident.findMany({ where: ends, select: { detectedAt: true } });
  const times = rows.map(({ detectedAt }) => detectedAt.getTime());
  return times.length === 0 ? null : { fromMs: Math.min(...times), toMs: Math.max(...times) };
}

/** How many of a team's machines are online, by the ingest process that last heard them, without paused ones. */
export async function countOnline(tx: Tx, { teamId, nowMs }: { teamId: number; nowMs: number }) {
  const groups = await tx.machine.groupBy({
    by: ["lastWebId"],
    where: { teamId, status: "online", ...notPaused(nowMs) },
    _count: true,
  });
  return groups.map((group) => ({ webId: group.lastWebId, count: group._count }));
}

const notPaused = (nowMs: number) => ({
  OR: [{ pausedUntil: null }, { pausedUntil: { lte: new Date(nowMs) } }],
});
