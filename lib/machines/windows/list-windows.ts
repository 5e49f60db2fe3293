import type { Page } from "@/lib/base/paging";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { listHandPauses, listWindowRows } from "./data";
import type { WindowView } from "./schema";
import { toWindowView } from "./view";

/** All of the team's windows: those that run or come next first. */
export async function listWindows({
  scope,
  now,
}: {
  scope: TeamScope;
  now: Date;
}): Promise<Page<WindowView>> {
  requirePermission(scope, "windows.read");
  const rows = await listWindowRows(scope);
  return { data: rows.map((row) => toWindowView(row, now)), next_cursor: null };
}

/** The machines that a person has paused, the latest first, as many as are shown. */
export async function listPauses({ scope, now }: { scope: TeamScope; now: Date }) {
  requirePermission(scope, "machines.read");
  const pauses = await listHandPauses({ scope, now });
  return pauses.map(({ id, name, since, until }) => ({
    ...{ id, name },
    ...{ since: since.toISOString(), until: until.toISOString() },
  }));
}
