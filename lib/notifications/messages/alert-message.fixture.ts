import type { AlertMessage } from "./message";

const STARTED = "2026-03-01T12:00:00.000Z";
const RESOLVED = "2026-03-01T12:17:00.000Z";

type AlertChange = {
  id?: number;
  name?: string;
  firing?: Partial<AlertMessage["facts"]["firing"]>;
  facts?: Partial<Omit<AlertMessage["facts"], "firing">>;
};

/** An alert of a rule, or its end. */
export function alertMessage(
  event: AlertMessage["event"],
  { id = 1, name = `web-${id}`, firing = {}, facts = {} }: AlertChange = {},
): AlertMessage {
  const isOver = event === "alert.resolved";
  return {
    kind: "alert",
    id: `evt_a${id}`,
    event,
    occurredAt: new Date(STARTED),
    facts: {
      machine: { id, name, hostname: name, description: name, status: "online", last_seen: STARTED },
      incident: {
        id: 100 + id,
        started_at: STARTED,
        detected_at: STARTED,
        resolved_at: isOver ? RESOLVED : null,
      },
      firing: {
        rule_id: 7,
        rule_name: "CPU high",
        metric: "cpu_pct",
        target: null,
        comparison: "above",
        threshold: 85,
        samples: null,
        for_ms: 300_000,
        severity: "critical",
        value: isOver ? 71 : 97,
        ...firing,
      },
      ...(isOver && { resolution: "recovered" as const }),
      ...facts,
    },
    recovery: null,
    zone: "UTC",
    isReplay: false,
  };
}
