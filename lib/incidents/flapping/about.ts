import type { AlertEvent, MachineEvent } from "@/lib/events/event";
import { METRIC, OUTAGE } from "../record/kinds";

type Firing = { ruleId: number | null; target: string | null };

/** What goes and comes with an incident: the machine itself, or a rule on a target. */
export function aboutOfIncident(firing: Firing | null): string {
  if (firing === null) return OUTAGE;
  const { ruleId, target } = firing;
  return target === null ? `${METRIC}:${ruleId}` : `${METRIC}:${ruleId}:${target}`;
}

/** The same of an event. */
export function aboutOf({ facts }: MachineEvent | AlertEvent): string {
  if (!("firing" in facts)) return OUTAGE;
  return aboutOfIncident({ ruleId: facts.firing.rule_id, target: facts.firing.target });
}
