import { FIRST_PAGE, type Page, type PageRequest, toPage } from "@/lib/base/paging";
import { requireBrowser, requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { findOwnTokens, findTeamTokens } from "./data";
import type { TeamTokenView, TokenView } from "./schema";
import { toTeamTokenView, toTokenView } from "./view";

/** One page of the caller's own API tokens in this team, oldest first. Not for tokens. */
export async function listTokens({
  scope,
  page = FIRST_PAGE,
}: {
  scope: TeamScope;
  page?: PageRequest;
}): Promise<Page<TokenView>> {
  requirePermission(scope, "tokens.own");
  requireBrowser(scope);
  const rows = await findOwnTokens({ scope, page });
  return toPage({ rows, limit: page.limit, view: toTokenView });
}

/** One page of everybody's API tokens for the caller's team, oldest first. For admins of the team; not for tokens. */
export async function listTeamTokens({
  scope,
  page = FIRST_PAGE,
}: {
  scope: TeamScope;
  page?: PageRequest;
}): Promise<Page<TeamTokenView>> {
  requirePermission(scope, "people.write");
  requireBrowser(scope);
  const rows = await findTeamTokens({ scope, page });
  return toPage({ rows, limit: page.limit, view: (row) => toTeamTokenView({ row, callerId: scope.userId }) });
}
