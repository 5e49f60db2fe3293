import { FIRST_PAGE, type Page, type PageRequest, toPage } from "@/lib/base/paging";
import { requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { findInvitations } from "./data";
import type { InvitationView } from "./schema";
import { toInvitationView } from "./view";

/** One page of the team's valid invitations, oldest first. For admins. */
export async function listInvitations({
  scope,
  page = FIRST_PAGE,
  now,
}: {
  scope: TeamScope;
  page?: PageRequest;
  now: Date;
}): Promise<Page<InvitationView>> {
  requirePermission(scope, "people.write");
  const rows = await findInvitations({ scope, page, now });
  return toPage({ rows, limit: page.limit, view: toInvitationView });
}
