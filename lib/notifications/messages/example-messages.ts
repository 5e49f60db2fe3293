import type { MachineMessage } from "./message";

const STARTED = "2026-03-01T12:00:00.000Z";
const DETECTED = "2026-03-01T12:02:00.000Z";
const RESOLVED = "2026-03-01T12:17:00.000Z";

/** An outage of a machine that does not exist, and its end, to show people what would be sent. */
export const EXAMPLE_MESSAGES: readonly MachineMessage[] = [
  exampleOf("machine.offline", { at: DETECTED, status: "offline", resolved_at: null }),
  exampleOf("machine.online", { at: RESOLVED, status: "online", resolved_at: RESOLVED }),
];

function exampleOf(
  event: "machine.offline" | "machine.online",
  { at, status, resolved_at }: { at: string; status: "offline" | "online"; resolved_at: string | null },
): MachineMessage {
  return {
    kind: "machine",
    id: `evt_example_${status}`,
    event,
    occurredAt: new Date(at),
    facts: {
      machine: {
        id: 42,
        name: "web-01",
        hostname: "web-01.example.org",
        description: "",
        status,
        last_seen: resolved_at ?? STARTED,
      },
      incident: { id: 7, started_at: STARTED, detected_at: DETECTED, resolved_at, offline_after_ms: 120_000 },
    },
    recovery: null,
    zone: "UTC",
    isReplay: false,
  };
}
