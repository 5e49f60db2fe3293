import { AppError } from "@/lib/base/errors";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findRule } from "./data";
import type { RuleView } from "./schema";
import { toRuleView } from "./view";

export function ruleNotFound(): AppError {
  return new AppError("not_found", "This rule does not exist. It may have been deleted.");
}

/** The team's rule of this id. Throws AppError "not_found", also for another team's. */
export async function getRule({ scope, id }: { scope: TeamScope; id: number }): Promise<RuleView> {
  requirePermission(scope, "rules.read");
  const found = await findRule({ scope, id });
  if (found === null) throw ruleNotFound();
  return toRuleView(found);
}
