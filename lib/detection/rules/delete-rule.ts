import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { endAlerts } from "./end-alerts";
import { ruleNotFound } from "./get-rule";
import { deleteRuleRow, detachFirings, retireRule } from "./mutations";

/** Deletes a rule. What it has opened is closed, and those who were notified are told. Throws AppError "not_found". */
export async function deleteRule({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<void> {
  requirePermission(scope, "rules.write");
  // Somebody may switch it on again meanwhile.
  for (;;) {
    if (!(await retireRule({ scope, id, now }))) throw ruleNotFound();
    await endAlerts({ ruleId: id });
    await detachFirings(id);
    if (await deleteRuleRow({ scope, id })) return;
  }
}
