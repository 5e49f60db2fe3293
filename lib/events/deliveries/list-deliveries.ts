import { FIRST_PAGE, type Page, type PageRequest, toPage } from "@/lib/base/paging";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { type DeliveryFilter, findDeliveries } from "./data";
import { findNextAttempts } from "./next-attempt-data";
import type { LoggedDelivery } from "./schema";
import { toLoggedDelivery } from "./view";

/** One page of the team's deliveries that match the filter, newest first. */
export async function listDeliveries({
  scope,
  filter = {},
  page = FIRST_PAGE,
  now,
}: {
  scope: TeamScope;
  filter?: DeliveryFilter;
  page?: PageRequest;
  now: Date;
}): Promise<Page<LoggedDelivery>> {
  requirePermission(scope, "deliveries.read");
  const rows = await findDeliveries({ scope, filter, page });
  const nextAttemptOf = await findNextAttempts(rows, now);
  return toPage({ rows, limit: page.limit, view: (row) => toLoggedDelivery(row, nextAttemptOf) });
}
