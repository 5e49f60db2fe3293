import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { channelNotFound } from "./get-channel";
import { endOldSecretRow } from "./mutations";

/** Ends the use of a channel's previous secret before the overlap does. Throws AppError "not_found". */
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
  if (!(await endOldSecretRow({ scope, id, now }))) throw channelNotFound();
}
