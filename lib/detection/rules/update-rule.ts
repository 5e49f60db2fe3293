import { withTakenName } from "@/lib/db/taken-name";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { endAlerts } from "./end-alerts";
import { changedFields } from "./fields";
import { getRule, ruleNotFound } from "./get-rule";
import { changeRuleRow } from "./mutations";
import type { RuleView, UpdateRuleInput } from "./schema";

/**
 * Changes a rule, from the next report on. What it has opened under another condition, or on machines that it is no longer
 * for, is closed, and those who were notified are told. Throws AppError "not_found", "unprocessable", or "conflict" when
 * the name is taken.
 */
export async function updateRule({
  scope,
  id,
  input,
  now,
}: {
  scope: TeamScope;
  id: number;
  input: UpdateRuleInput;
  now: Date;
}): Promise<RuleView> {
  requirePermission(scope, "rules.write");
  const isFound = await withTakenName({ noun: "rule", name: input.name }, () =>
    changeRuleRow({ scope, id, now, change: (before) => changedFields(before, input) }),
  );
  if (!isFound) throw ruleNotFound();
  await endAlerts({ ruleId: id });
  return getRule({ scope, id });
}
