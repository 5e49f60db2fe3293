import { AppError } from "@/lib/base/errors";
import { logAccess } from "../access/log";
import { requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { deleteInvitationRow } from "./mutations";

/** Revokes an invitation of the caller's team at once. Throws AppError "not_found". */
export async function revokeInvitation({ scope, id }: { scope: TeamScope; id: number }): Promise<void> {
  requirePermission(scope, "people.write");
  if (await deleteInvitationRow({ scope, id })) {
    const { teamId, userId: accountId } = scope;
    return logAccess("invitation_revoked", { accountId, teamId, invitationId: id });
  }
  throw new AppError("not_found", "This invitation does not exist. It may have been used or revoked.");
}
