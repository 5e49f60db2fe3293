import type { Tx } from "@/lib/db/client";
import { INCIDENT_KINDS } from "../record/kinds";

/** How many turns come in one transaction. */
const AT_ONCE = 200;

const ofKnownKind = { incident: { kind: { in: [...INCIDENT_KINDS] } } };

/** The turns whose time has come in heard time, longest overdue first, one of each incident. */
export async function listDueTurns(tx: Tx, { heardMs }: { heardMs: number }) {
  const rows = await tx.turn.findMany({
    where: { endedAt: null, dueMs: { lte: heardMs }, ...ofKnownKind },
    select: { id: true, incidentId: true, incident: { select: { machineId: true } } },
    orderBy: [{ dueMs: "asc" }, { id: "asc" }],
    take: AT_ONCE,
  });
  // The next of an incident sees what the first has done.
  const seen = new Set<number>();
  return rows.filter(({ incidentId }) => !seen.has(incidentId) && seen.add(incidentId));
}

/** Those of these turns that are still due, with all that decides about them. Their machines are locked. */
export function findDueTurns(tx: Tx, { ids, heardMs }: { ids: readonly number[]; heardMs: number }) {
  return tx.turn.findMany({
    where: { id: { in: [...ids] }, endedAt: null, dueMs: { lte: heardMs } },
    include: {
      incident: {
        include: {
          machine: true,
          outage: true,
          firing: true,
          acknowledgement: true,
          policyVersion: { include: { policy: { select: { defaultFor: true } } } },
        },
      },
    },
    orderBy: { id: "asc" },
  });
}

export type DueTurn = Awaited<ReturnType<typeof findDueTurns>>[number];

/** What has become of what was sent about an incident: whether any of it arrived, and whether the latest of it has not been tried. */
export type Sent = { isAnyReached: boolean; isUntried: boolean; latestAtMs: number };

/** What has become of what was sent about these incidents, by incident. */
export async function listSent(tx: Tx, incidentIds: readonly number[]): Promise<Map<number, Sent>> {
  const rows = await tx.delivery.findMany({
    where: { incidentId: { in: [...incidentIds] }, state: { in: ["pending", "sending", "delivered"] } },
    select: { incidentId: true, turnId: true, state: true, attemptCount: true, createdAt: true },
  });
  const byIncident = new Map<number, typeof rows>();
  for (const row of rows)
    if (row.incidentId !== null)
      byIncident.set(row.incidentId, [...(byIncident.get(row.incidentId) ?? []), row]);
  return new Map(
    [...byIncident].map(([incidentId, all]) => {
      const latest = Math.max(...all.map(({ turnId }) => turnId ?? 0));
      const last = all.filter(({ turnId }) => (turnId ?? 0) === latest);
      const isReached = ({ state }: (typeof all)[number]) => String(state) === "delivered";
      return [
        incidentId,
        {
          isAnyReached: all.some(isReached),
          isUntried: last.every(({ attemptCount }) => attemptCount === 0),
          latestAtMs: Math.max(...last.map(({ createdAt }) => createdAt.getTime())),
        },
      ];
    }),
  );
}
