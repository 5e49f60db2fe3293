import type { z } from "zod";
import { getTeam } from "./get-team";
import { updateTeamRow } from "./mutations";
import { requirePermission } from "./require-permission";
import type { TeamView, updateTeamSchema } from "./schema";
import type { TeamScope } from "./scope";

/**
 * Changes the caller's team: its name, its time zone, the threshold of machines without their own, and the longest
 * announced stop that it believes.
 */
export async function updateTeam({
  scope,
  input,
}: {
  scope: TeamScope;
  input: z.output<typeof updateTeamSchema>;
}): Promise<TeamView> {
  requirePermission(scope, "team.write");
  await updateTeamRow({
    scope,
    ...(input.name !== undefined && { name: input.name }),
    ...(input.offline_after !== undefined && { offlineAfterMs: input.offline_after }),
    ...(input.planned_stop_max !== undefined && { plannedStopMaxMs: input.planned_stop_max }),
    ...(input.time_zone !== undefined && { timeZone: input.time_zone }),
  });
  return getTeam(scope);
}
