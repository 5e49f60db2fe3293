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
}: {
  scope: TeamScope;
  page?: PageRequest;
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
      activity: await findActivity(channel),
    })),
  );
  return toPage({ rows, limit: page.limit, view: toChannelView });
}
