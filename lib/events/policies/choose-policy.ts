import type { Severity } from "@/lib/heartbeat/report/condition";
import { isMatched, type Match, type Matched } from "./match";
import type { Plan } from "./plan";

/** A version in force, as it decides about incidents. */
export type PolicyInForce = {
  versionId: number;
  name: string;
  isDefault: boolean;
  match: Match;
  plan: Plan;
};

export type ChosenPolicy = { policy: PolicyInForce; severity: Severity };

/**
 * The policy that an incident follows, and its severity: the first that matches when it opens. Null: none does, as in a team
 * that has not changed its default policy.
 */
export function choosePolicy({
  policies,
  incident,
  atMs,
}: {
  /** In their order, the default one last. */
  policies: readonly PolicyInForce[];
  incident: Matched;
  atMs: number;
}): ChosenPolicy | null {
  const policy = policies.find(({ match, isDefault }) => isDefault || isMatched(match, { incident, atMs }));
  if (policy === undefined) return null;
  return { policy, severity: policy.plan.severity ?? incident.severity };
}
