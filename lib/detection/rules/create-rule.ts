import { withTakenName } from "@/lib/db/taken-name";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { toRuleFields } from "./fields";
import { insertRule } from "./mutations";
import type { CreateRuleInput, RuleView } from "./schema";
import { toRuleView } from "./view";

/** Adds a rule, which counts from the next report. Throws AppError "unprocessable", or "conflict" when the name is taken. */
export async function createRule({
  scope,
  input,
  now,
}: {
  scope: TeamScope;
  input: CreateRuleInput;
  now: Date;
}): Promise<RuleView> {
  requirePermission(scope, "rules.write");
  const fields = toRuleFields(input);
  const row = await withTakenName({ noun: "rule", name: fields.name }, () =>
    insertRule({ scope, fields, now }),
  );
  return toRuleView({ row, firing: 0 });
}
