import type { MachineMessage } from "./message";

const MINUTE_MS = 60_000;
const THRESHOLD_MS = 2 * MINUTE_MS;
const OUTAGE_MS = 17 * MINUTE_MS;

/** An outage of a machine that does not exist, and the end of one, as if it happened now: to show what would be sent. */
export function exampleMessages(now: Date): MachineMessage[] {
  return [
    exampleOf("machine.offline", { now, status: "offline", startedMs: now.getTime() - THRESHOLD_MS }),
    exampleOf("machine.online", { now, status: "online", startedMs: now.getTime() - OUTAGE_MS }),
  ];
}

function exampleOf(
  event: "machine.offline" | "machine.online",
  { now, status, startedMs }: { now: Date; status: "offline" | "online"; startedMs: number },
): MachineMessage {
  const started = new Date(startedMs).toISOString();
  return {
    kind: "machine",
    id: `evt_example_${status}`,
    event,
    occurredAt: now,
    facts: {
      machine: {
        id: 42,
        name: "web-01",
        hostname: "web-01.example.org",
        description: "",
        status,
        last_seen: status === "online" ? now.toISOString() : started,
      },
      incident: {
        id: 7,
        started_at: started,
        detected_at: new Date(startedMs + THRESHOLD_MS).toISOString(),
        resolved_at: status === "online" ? now.toISOString() : null,
        offline_after_ms: THRESHOLD_MS,
      },
    },
    recovery: null,
    zone: "UTC",
    isReplay: false,
  };
}
