import type { Tx } from "@/lib/db/client";
import type { DueRow } from "@/lib/db/engine";
import type { MassSilence } from "@/lib/events/mass-words";
import { OUTAGE } from "@/lib/incidents/record/kinds";
import { outageOf } from "@/lib/incidents/record/outage";
import { countByWeb, decideMassSilence, MIN_MASS_SILENCE, TOGETHER_MS } from "./mass-silence";

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
    if (fallen.length < MIN_MASS_SILENCE) continue;
    const mass = decideMassSilence(countByWeb({ fallen, online: await countOnline(tx, { teamId, nowMs }) }));
    if (mass !== null) masses.set(teamId, mass);
  }
  return masses;
}

export type Fallen = { webId: string | null; detectedMs: number; detectedAtMs: number };

/** A team's machines that went offline at `sinceMs` of heard time or later, without paused ones. */
export async function listSilent(
  tx: Tx,
  { teamId, sinceMs, nowMs }: { teamId: number; sinceMs: number; nowMs: number },
): Promise<Fallen[]> {
  const rows = await tx.incident.findMany({
    where: {
      kind: OUTAGE,
      openKey: { not: null },
      outage: { detectedMs: { gte: sinceMs } },
      machine: { teamId, ...notPaused(nowMs) },
    },
    include: { outage: true, machine: { select: { lastWebId: true } } },
  });
  return rows.map((row) => ({
    webId: row.machine.lastWebId,
    detectedMs: outageOf(row).detectedMs,
    detectedAtMs: row.detectedAt.getTime(),
  }));
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
