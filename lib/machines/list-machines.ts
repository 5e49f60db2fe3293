import { FIRST_PAGE, type Page, type PageRequest, toPage } from "@/lib/base/paging";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findMachines, getHubFacts } from "./data";
import type { MachineFilter } from "./filter";
import type { MachineView } from "./schema";
import { toMachineView } from "./view";

/** One page of the team's machines that match the filter, oldest first. */
export async function listMachines({
  scope,
  filter = {},
  page = FIRST_PAGE,
  now,
}: {
  scope: TeamScope;
  filter?: MachineFilter;
  page?: PageRequest;
  now: Date;
}): Promise<Page<MachineView>> {
  requirePermission(scope, "machines.read");
  const [hub, rows] = await Promise.all([getHubFacts(scope), findMachines({ scope, filter, page })]);
  return toPage({ rows, limit: page.limit, view: (machine) => toMachineView({ machine, hub, now }) });
}
