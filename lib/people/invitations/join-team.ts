import type { PersonScope } from "../teams/scope";
import { hashInvitationToken } from "./invitation-token";
import { joinByInvitation } from "./mutations";
import { invitationOver, teamJoined } from "./refuse-join";

/**
 * Lets somebody who is signed in join a team by an invitation's link, and turns their session to it. Throws AppError "gone"
 * for one that is over, "conflict" when they belong to the team already, which leaves it good.
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
  return { team_id: teamJoined(await joinByInvitation({ scope, hash, now })) };
}
