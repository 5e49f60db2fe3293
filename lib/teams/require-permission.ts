import { AppError } from "../errors";
import { isAllowed, type Permission } from "./roles";
import type { TeamScope } from "./scope";

/** Passes when the caller's role may do this, else throws AppError "forbidden". */
export function requirePermission(scope: TeamScope, permission: Permission): void {
  if (isAllowed({ role: scope.role, permission })) return;
  throw new AppError("forbidden", "Your role in this team does not allow this. Ask an admin of the team.");
}
