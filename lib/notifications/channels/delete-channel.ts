import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { channelNotFound } from "./get-channel";
import { deleteChannelRow } from "./mutations";

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
