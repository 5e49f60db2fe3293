import type { Database } from "@/lib/db/client";

/** An open incident of a kind that says nothing of whether its machine is dark, as old as the hub and never heard of. */
export async function addOtherIncident({ client }: Database, machineId: number): Promise<number> {
  const startedAt = new Date(Date.now() - 3_600_000);
  const { id } = await client.incident.create({
    data: {
      machineId,
      kind: "metric",
      openKey: `${machineId}:metric:7`,
      startedAt,
      detectedAt: startedAt,
    },
  });
  return id;
}
