import type { Tx } from "@/lib/db/client";
import { INCIDENT_KINDS } from "../record/kinds";

/** More than end in one transaction, because the time of some may have to be heard first. */
const READ_AT_ONCE = 1_000;

/**
 * The active snoozes whose time is over, or those of them with these ids, each with its incident and machine; longest
 * overdue first, as many as are looked at at once.
 */
export async function listOverdueSnoozes(tx: Tx, { nowMs, ids }: { nowMs: number; ids?: readonly number[] }) {
  const rows = await tx.acknowledgement.findMany({
    where: {
      endedAt: null,
      until: { lte: new Date(nowMs) },
      // Incidents of a kind that only a newer version knows are left to it.
      incident: { kind: { in: [...INCIDENT_KINDS] } },
      ...(ids && { id: { in: [...ids] } }),
    },
    include: { incident: { include: { machine: true, outage: true, firing: true } } },
    orderBy: [{ until: "asc" }, { id: "asc" }],
    take: READ_AT_ONCE,
  });
  return rows.map(({ until, untilMs, createdAt, incident, ...row }) => ({
    id: row.id,
    by: row.name,
    sinceMs: createdAt.getTime(),
    untilAtMs: until?.getTime() ?? nowMs,
    untilHeardMs: Number(untilMs),
    incident,
    machine: incident.machine,
  }));
}

export type OverdueSnooze = Awaited<ReturnType<typeof listOverdueSnoozes>>[number];
