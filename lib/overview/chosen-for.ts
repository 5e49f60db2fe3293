import { choosePolicy, type PolicyInForce } from "@/lib/events/policies/choose-policy";
import type { Configuration } from "./configuration";

/** The policy that an outage of a machine would follow; null: the team has none. */
export function chosenFor(
  { id, tags }: { id: number; tags: readonly string[] },
  { policies }: Pick<Configuration, "policies">,
  atMs: number,
): PolicyInForce | null {
  const incident = { kind: "offline", ruleId: null, severity: "critical", machine: { id, tags } } as const;
  return choosePolicy({ policies, incident, atMs })?.policy ?? null;
}
