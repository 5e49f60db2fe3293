import { planOf } from "@/lib/events/policies/stored-policy";
import { TURN_ENDINGS } from "@/lib/events/policies/turn-mutations";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { incidentNotFound } from "../record/not-found";
import { findPlan } from "./plan-data";
import { planViews } from "./plan-view";
import type { IncidentPlanView } from "./schema";

/** Who has been and will be notified of an incident of the team, as its policy says. Throws AppError "not_found". */
export async function getPlan({ scope, id }: { scope: TeamScope; id: number }): Promise<IncidentPlanView> {
  requirePermission(scope, "incidents.read");
  const found = await findPlan({ scope, id });
  if (found === null) throw incidentNotFound();
  const { policyVersion, turns, hub } = found;
  if (policyVersion === null) return { policy: null, turns: [] };
  const known = turns.map(({ key, dueMs, endedAt, ending }) => ({
    key,
    dueMs: Number(dueMs),
    endedAtMs: endedAt?.getTime() ?? null,
    ending: TURN_ENDINGS.find((each) => each === String(ending)) ?? null,
  }));
  return {
    policy: { name: policyVersion.name, number: policyVersion.number },
    turns: planViews({
      turns: known,
      plan: planOf(policyVersion),
      isDefault: policyVersion.policy?.defaultFor != null,
      hub,
    }),
  };
}
