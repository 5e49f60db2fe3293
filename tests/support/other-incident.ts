import type { Database } from "@/lib/db/client";

/** An open incident of a kind that does not mean that its machine is offline. */
export async function addOtherIncident({ client }: Database, machineId: number): Promise<number> {
  const startedAt = new Date(Date.now() - 3_600_000);
  const { teamId } = await client.machine.findUniqueOrThrow({ where: { id: machineId } });
  const { id } = await client.incident.create({
    data: {
      machineId,
      teamId,
      isOpen: true,
      kind: "metric",
      openKey: `${machineId}:metric:7`,
      startedAt,
      detectedAt: startedAt,
    },
  });
  return id;
}
