import type { Tx } from "@/lib/db/client";
import type { Severity } from "@/lib/heartbeat/report/condition";

/** Writes which policy incidents follow (null: none, as they are over or held), and how bad they are. */
export async function setPolicies(
  tx: Tx,
  followed: readonly { incidentId: number; versionId: number | null; severity: Severity }[],
): Promise<void> {
  const groups = new Map<string, { ids: number[]; versionId: number | null; severity: Severity }>();
  for (const { incidentId, versionId, severity } of followed) {
    const key = `${versionId}:${severity}`;
    const group = groups.get(key) ?? { ids: [], versionId, severity };
    group.ids.push(incidentId);
    groups.set(key, group);
  }
  for (const { ids, versionId, severity } of groups.values())
    await tx.incident.updateMany({
      where: { id: { in: ids } },
      data: { severity, ...(versionId !== null && { policyVersionId: versionId }) },
    });
}
