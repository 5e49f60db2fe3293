import type { MachineFacts, PolicyFacts } from "@/lib/events/facts";

/** Why people are notified that an incident lasts: a snooze has ended, or its policy says so. */
export type Lasting =
  | { snooze: { by: string; sinceMs: number; untilAtMs: number } }
  | { policy: PolicyFacts };

const iso = (ms: number) => new Date(ms).toISOString();

/** The same as an event's facts. */
export function lastingFacts(because: Lasting): Pick<MachineFacts, "snooze" | "policy"> {
  if ("policy" in because) return { policy: because.policy };
  const { by, sinceMs, untilAtMs } = because.snooze;
  return { snooze: { by, since: iso(sinceMs), until: iso(untilAtMs) } };
}
