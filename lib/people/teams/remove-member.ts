import { logAccess } from "../access/log";
import { changeMembership } from "./mutations";
import { refuseUnlessChanged } from "./refuse-membership";
import { requirePermission } from "./require-permission";
import type { TeamScope } from "./scope";

/**
 * Ends somebody's membership of the caller's team at once; everybody may end their own. Throws AppError "not_found", or
 * "conflict" for the only admin.
 */
export async function removeMember({ scope, userId }: { scope: TeamScope; userId: number }): Promise<void> {
  requirePermission(scope, userId === scope.userId ? "people.read" : "people.write");
  refuseUnlessChanged(await changeMembership({ scope, userId, to: null }));
  logAccess("member_removed", { accountId: userId, by: scope.userId, teamId: scope.teamId });
}
