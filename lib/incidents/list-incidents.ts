import { FIRST_PAGE, type Page, type PageRequest, toPage } from "@/lib/base/paging";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findIncidents, type IncidentFilter } from "./data";
import type { IncidentView } from "./schema";
import { toIncidentView } from "./view";

/** One page of the team's incidents that match the filter, newest first. */
export async function listIncidents({
  scope,
  filter = {},
  page = FIRST_PAGE,
}: {
  scope: TeamScope;
  filter?: IncidentFilter;
  page?: PageRequest;
}): Promise<Page<IncidentView>> {
  requirePermission(scope, "incidents.read");
  const rows = await findIncidents({ scope, filter, page });
  return toPage({ rows, limit: page.limit, view: toIncidentView });
}
