import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { deleteChannelRow } from "./delete-channel-mutations";
import { channelNotFound } from "./get-channel";

/** Deletes a channel; its delivery log stays. Throws AppError "not_found". */
export async function deleteChannel({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<void> {
  requirePermission(scope, "channels.write");
  if (!(await deleteChannelRow({ scope, id, now }))) throw channelNotFound();
}
