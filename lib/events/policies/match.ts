import { z } from "zod";
import { stretchAt, type Times, timesViewSchema } from "@/lib/base/times";
import { SEVERITIES, type Severity } from "@/lib/heartbeat/report/condition";

/** The kinds of incidents that a policy may be for. lib/events/types.ts says which events each kind has. */
export const POLICY_KINDS = ["offline", "metric"] as const;
export type PolicyKind = (typeof POLICY_KINDS)[number];

/** Which incidents a policy is for: those to which every field applies. Null: the field makes no difference. */
export type Match = {
  machines: { all: true } | { tags: string[] } | { machines: number[] };
  kinds: PolicyKind[] | null;
  rules: number[] | null;
  severity: Severity | null;
  when: Times | null;
};

/** What a policy matches that is for everything. */
export const EVERYTHING: Match = {
  machines: { all: true },
  kinds: null,
  rules: null,
  severity: null,
  when: null,
};

const storedMatchSchema = z.object({
  machines: z.union([
    z.object({ all: z.literal(true) }),
    z.object({ tags: z.array(z.string()) }),
    z.object({ machines: z.array(z.number()) }),
  ]),
  kinds: z.array(z.enum(POLICY_KINDS)).nullable(),
  rules: z.array(z.number()).nullable(),
  severity: z.enum(SEVERITIES).nullable(),
  when: timesViewSchema.nullable(),
});

/** What a version matches, from its row. Throws when it is none. */
export function readMatch(json: string): Match {
  const { when, ...match } = storedMatchSchema.parse(JSON.parse(json));
  return { ...match, when: when as Times | null };
}

/** An incident as policies look at it, when it opens. */
export type Matched = {
  kind: PolicyKind;
  /** Of an alert: its rule. */
  ruleId: number | null;
  severity: Severity;
  machine: { id: number; tags: readonly string[] };
};

/** Whether a policy is for an incident that opens at `atMs` by the wall clock. */
export function isMatched(match: Match, { incident, atMs }: { incident: Matched; atMs: number }): boolean {
  const { kinds, rules, severity, when } = match;
  if (!isForMachine(match.machines, incident.machine)) return false;
  if (kinds !== null && !kinds.includes(incident.kind)) return false;
  // Rules say which alerts are meant. Outages are meant beside them only if the kinds say so.
  if (rules !== null && incident.kind !== "metric" && kinds === null) return false;
  if (rules !== null && incident.kind === "metric" && !rules.some((id) => id === incident.ruleId))
    return false;
  if (severity !== null && severity !== incident.severity) return false;
  return when === null || isWithin(when, atMs);
}

function isForMachine(
  machines: Match["machines"],
  machine: { id: number; tags: readonly string[] },
): boolean {
  if ("all" in machines) return true;
  if ("machines" in machines) return machines.machines.includes(machine.id);
  return machines.tags.some((tag) => machine.tags.includes(tag));
}

/** Whether the times contain the instant. Never in a zone that this runtime no longer knows: the next policy decides then. */
function isWithin(times: Times, atMs: number): boolean {
  try {
    return stretchAt(times, atMs) !== null;
  } catch {
    return false;
  }
}
