import { FIRST_PAGE, type Page, type PageRequest, toPage } from "@/lib/base/paging";
import { requireBrowser, requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { findOwnTokens } from "./data";
import type { TokenView } from "./schema";
import { toTokenView } from "./view";

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
