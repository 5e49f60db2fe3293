import type { FiringRecord, IncidentRecord } from "@/lib/db/models";
import { readWord } from "@/lib/db/stored";
import type { AlertFacts } from "@/lib/events/facts";
import { COMPARISONS, SEVERITIES } from "@/lib/heartbeat/report/condition";

/** What an incident of a rule has in addition: the rule as it was when it fired, and the values. */
export type Firing = ReturnType<typeof firingOf>;

/** A firing as an event describes it. */
export type ToldFiring = {
  id: number;
  startedAtMs: number;
  detectedAtMs: number;
  firing: AlertFacts["firing"];
};

/** What a firing has in addition to its incident. Throws when its row is missing. */
export function firingOf({ id, firing }: { id: number; firing: FiringRecord | null }) {
  if (firing === null) throw new Error(`incident ${id} has no row in firings`);
  return {
    ...firing,
    comparison: readWord(COMPARISONS, firing.comparison),
    severity: readWord(SEVERITIES, firing.severity),
  };
}

type FiringRow = Pick<IncidentRecord, "id" | "startedAt" | "detectedAt"> & { firing: FiringRecord | null };

/** A firing from its rows, as an event describes it. */
export function toToldFiring(incident: FiringRow): ToldFiring {
  const firing = firingOf(incident);
  return {
    id: incident.id,
    startedAtMs: incident.startedAt.getTime(),
    detectedAtMs: incident.detectedAt.getTime(),
    firing: {
      rule_id: firing.ruleId,
      rule_name: firing.ruleName,
      metric: firing.metric,
      target: firing.target,
      comparison: firing.comparison,
      threshold: firing.threshold,
      samples: firing.samples,
      for_ms: firing.forMs,
      severity: firing.severity,
      value: firing.value,
    },
  };
}
