import { FIRST_PAGE, type Page, type PageRequest, toPage } from "@/lib/base/paging";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findActivity, findChannels } from "./data";
import { findProblems } from "./problems";
import type { ChannelView } from "./schema";
import { toChannelView } from "./view";

/** One page of the team's channels, oldest first. */
export async function listChannels({
  scope,
  page = FIRST_PAGE,
  now,
}: {
  scope: TeamScope;
  page?: PageRequest;
  now: Date;
}): Promise<Page<ChannelView>> {
  requirePermission(scope, "channels.read");
  const channels = await findChannels({ scope, page });
  const problems = await findProblems(channels);
  const rows = await Promise.all(
    channels.map(async (channel) => ({
      id: channel.id,
      scope,
      channel,
      problems,
      now,
      activity: await findActivity(channel, now),
    })),
  );
  return toPage({ rows, limit: page.limit, view: toChannelView });
}
