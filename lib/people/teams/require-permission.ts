import { AppError } from "@/lib/base/errors";
import { isAllowed, type Permission } from "./roles";
import type { TeamScope } from "./scope";

/** Passes if the caller's role allows this, else throws AppError "forbidden". */
export function requirePermission(scope: TeamScope, permission: Permission): void {
  if (isAllowed({ role: scope.role, permission })) return;
  throw new AppError("forbidden", "Your role in this team does not allow this. Ask an admin of the team.");
}

/** Passes for a person in a browser; an API token, which must not give access to others, gets AppError "forbidden". */
export function requireBrowser({ via }: Pick<TeamScope, "via">): void {
  if (via.kind === "token") throw notForTokens();
}

export function notForTokens(): AppError {
  return new AppError("forbidden", "An API token cannot do this. Sign in to the hub instead.");
}
