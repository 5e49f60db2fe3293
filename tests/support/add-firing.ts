import type { Database } from "@/lib/db/client";

type Given = {
  machineId: number;
  /** What of the rule differs from "CPU above 85 % for 5m". */
  firing?: Partial<{
    ruleId: number | null;
    ruleName: string;
    metric: string;
    target: string | null;
    comparison: "above" | "below";
    threshold: number;
    samples: number | null;
    forMs: number | null;
    severity: "warning" | "critical";
    value: number;
  }>;
  startedAt?: Date;
};

/** Rows of a rule that fires on a machine, with the id of their incident. Nobody is told. */
export async function addFiring(
  { client }: Database,
  { machineId, firing = {}, startedAt = new Date(Date.now() - 3_600_000) }: Given,
): Promise<number> {
  const { teamId } = await client.machine.findUniqueOrThrow({ where: { id: machineId } });
  const { target = null } = firing;
  const of = await client.incident.count({ where: { machineId, kind: "metric" } });
  const { id } = await client.incident.create({
    data: {
      ...{ machineId, teamId, startedAt, detectedAt: startedAt },
      ...{ kind: "metric", isOpen: true, openKey: `${machineId}:metric:${of}` },
      firing: {
        create: {
          ...{ ruleId: null, ruleName: "CPU high", metric: "cpu_pct", comparison: "above", threshold: 85 },
          ...{ samples: null, forMs: 300_000, severity: "critical", value: 97 },
          ...firing,
          target,
        },
      },
    },
  });
  return id;
}
