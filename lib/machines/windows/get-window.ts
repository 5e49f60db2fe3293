import { AppError } from "@/lib/base/errors";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findWindow } from "./data";
import type { OccurrenceView, WindowView } from "./schema";
import { toOccurrenceView, toWindowView } from "./view";
import { nextOccurrences, readWindowTimes } from "./window-times";

type Asked = { scope: TeamScope; id: number; now: Date };

export function windowNotFound(): AppError {
  return new AppError("not_found", "This maintenance window does not exist. It may have been deleted.");
}

/** The team's window of this id. Throws AppError "not_found", also for another team's. */
export async function getWindow({ scope, id, now }: Asked): Promise<WindowView> {
  requirePermission(scope, "windows.read");
  const row = await findWindow({ scope, id });
  if (row === null) throw windowNotFound();
  return toWindowView(row, now);
}

/** The occurrences that a window has from now on; none if it is off or cannot be followed. Throws AppError "not_found". */
export async function listOccurrences({
  scope,
  id,
  count,
  now,
}: Asked & { count: number }): Promise<{ data: OccurrenceView[] }> {
  requirePermission(scope, "windows.read");
  const row = await findWindow({ scope, id });
  if (row === null) throw windowNotFound();
  if (!row.isActive || row.problem !== null) return { data: [] };
  const all = nextOccurrences(readWindowTimes(row.times), now.getTime(), count + 1);
  // What was ended before its time is over, whatever the times say.
  const left = all.filter(({ toMs }) => row.fromAt !== null && toMs > row.fromAt.getTime());
  return { data: left.slice(0, count).map(toOccurrenceView) };
}
