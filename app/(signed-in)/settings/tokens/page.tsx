import type { Metadata } from "next";
import { TeamTokensCard } from "@/components/people/tokens/team-tokens-card";
import { TokenSettings } from "@/components/people/tokens/token-settings";
import { MAX_PAGE_SIZE } from "@/lib/base/paging";
import { requireSession } from "@/lib/people/auth/loaders";
import { isAllowed } from "@/lib/people/teams/roles";
import { listTeamTokens, listTokens } from "@/lib/people/tokens/list-tokens";

export const metadata: Metadata = { title: "API tokens" };

export default async function TokensPage() {
  const { role, scope, team } = await requireSession();
  const canSeeAll = isAllowed({ role, permission: "people.write" });
  const [{ data: initial }, ofTeam] = await Promise.all([
    listTokens({ scope }),
    canSeeAll ? listTeamTokens({ scope, page: { after: null, limit: MAX_PAGE_SIZE } }) : null,
  ]);
  return (
    <>
      <TokenSettings initial={initial} role={role} team={team.name} />
      {ofTeam !== null && <TeamTokensCard initial={ofTeam} team={team.name} />}
    </>
  );
}
