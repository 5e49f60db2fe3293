import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findChannel } from "./data";
import { channelNotFound } from "./get-channel";
import { endOldSecretRow } from "./mutations";
import { requirePlace, signsNothing } from "./unreadable";

/**
 * Ends the use of a channel's previous secret before the overlap does. Throws AppError "not_found", or "unprocessable" for
 * a type that signs nothing.
 */
export async function endOldSecret({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<void> {
  requirePermission(scope, "channels.write");
  const channel = await findChannel({ scope, id });
  if (channel === null) throw channelNotFound();
  if (requirePlace(channel).type.makeSecrets === undefined) throw signsNothing();
  if (!(await endOldSecretRow({ scope, id, now }))) throw channelNotFound();
}
