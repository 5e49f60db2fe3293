import type { z } from "zod";
import { logAccess } from "../access/log";
import { changeMembership } from "./mutations";
import { refuseUnlessChanged } from "./refuse-membership";
import { requirePermission } from "./require-permission";
import type { changeRoleSchema } from "./schema";
import type { TeamScope } from "./scope";

/** Changes the role of somebody in the caller's team, at once. Throws AppError "not_found", or "conflict" for the only admin. */
export async function changeRole({
  scope,
  userId,
  input: { role },
}: {
  scope: TeamScope;
  userId: number;
  input: z.output<typeof changeRoleSchema>;
}): Promise<z.output<typeof changeRoleSchema>> {
  requirePermission(scope, "people.write");
  refuseUnlessChanged(await changeMembership({ scope, userId, to: role }));
  logAccess("role_changed", { accountId: userId, by: scope.userId, teamId: scope.teamId, role });
  return { role };
}
