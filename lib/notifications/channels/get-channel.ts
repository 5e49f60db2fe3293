import { AppError } from "@/lib/base/errors";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findActivity, findChannel } from "./data";
import { findProblems } from "./problems";
import type { ChannelView } from "./schema";
import { toChannelView } from "./view";

export function channelNotFound(): AppError {
  return new AppError("not_found", "This channel does not exist. It may have been deleted.");
}

/** The team's channel of this id. Throws AppError "not_found", also for another team's. */
export async function getChannel({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<ChannelView> {
  requirePermission(scope, "channels.read");
  const channel = await findChannel({ scope, id });
  if (channel === null) throw channelNotFound();
  const [activity, problems] = await Promise.all([findActivity(channel, now), findProblems([channel])]);
  return toChannelView({ scope, channel, activity, problems, now });
}
