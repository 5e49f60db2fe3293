import type { Page } from "@/lib/base/paging";
import { machineNotFound } from "@/lib/machines/get-machine";
import { isInScope, readScope } from "@/lib/machines/machine-scope";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findRules, findScoped } from "./data";
import type { RuleView } from "./schema";
import { toRuleView } from "./view";

/** All of the team's rules, oldest first; with a machine, the active ones that are for it. Throws AppError "not_found". */
export async function listRules({
  scope,
  machineId,
}: {
  scope: TeamScope;
  machineId?: number | undefined;
}): Promise<Page<RuleView>> {
  requirePermission(scope, "rules.read");
  const rules = await findRules(scope);
  if (machineId === undefined) return { data: rules.map(toRuleView), next_cursor: null };
  const machine = await findScoped({ scope, machineId });
  if (machine === null) throw machineNotFound();
  const applying = rules.filter(({ row }) => row.isActive && isInScope(readScope(row.scope), machine));
  return { data: applying.map(toRuleView), next_cursor: null };
}
