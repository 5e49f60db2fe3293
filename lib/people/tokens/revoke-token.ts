import { AppError } from "@/lib/base/errors";
import { logAccess } from "../access/log";
import { requireBrowser, requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { deleteTeamTokenRow, deleteTokenRow } from "./mutations";

/** Ends one of the caller's own API tokens at once. Throws AppError "not_found", also for somebody else's. Not for tokens. */
export async function revokeToken({ scope, id }: { scope: TeamScope; id: number }): Promise<void> {
  requirePermission(scope, "tokens.own");
  requireBrowser(scope);
  if (!(await deleteTokenRow({ scope, id }))) throw absentToken();
  logAccess("token_revoked", { accountId: scope.userId, teamId: scope.teamId, tokenId: id });
}

/** Ends anybody's API token for the caller's team at once. Throws AppError "not_found". For admins of the team; not for tokens. */
export async function revokeTeamToken({ scope, id }: { scope: TeamScope; id: number }): Promise<void> {
  requirePermission(scope, "people.write");
  requireBrowser(scope);
  const token = await deleteTeamTokenRow({ scope, id });
  if (token === null) throw absentToken();
  const { teamId, userId: by } = scope;
  logAccess("token_revoked", { accountId: token.userId, by, teamId, tokenId: id });
}

function absentToken(): AppError {
  return new AppError("not_found", "This token does not exist. It may have been revoked already.");
}
