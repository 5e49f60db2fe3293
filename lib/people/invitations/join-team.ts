import { logAccess } from "../access/log";
import type { PersonScope } from "../teams/scope";
import { hashInvitationToken } from "./invitation-token";
import { joinByInvitation } from "./mutations";
import { invitationOver, teamJoined } from "./refuse-join";

/**
 * Lets a signed-in person join a team by an invitation link, and switches their session to it. Throws AppError "gone" if
 * the invitation has ended, "conflict" if they already belong to the team, which leaves the invitation valid.
 */
export async function joinTeam({
  scope,
  token,
  now,
}: {
  scope: PersonScope;
  token: string;
  now: Date;
}): Promise<{ team_id: number }> {
  const hash = hashInvitationToken(token);
  if (hash === null) throw invitationOver();
  const teamId = teamJoined(await joinByInvitation({ scope, hash, now }));
  logAccess("member_joined", { accountId: scope.userId, teamId });
  return { team_id: teamId };
}
