import { env } from "@/lib/base/env";
import { countTooSlow, findSlowest, getTeamRow } from "./data";
import { requirePermission } from "./require-permission";
import type { TeamView } from "./schema";
import type { TeamScope } from "./scope";
import { toTeamView } from "./view";

/** The caller's team. */
export async function getTeam(scope: TeamScope): Promise<TeamView> {
  requirePermission(scope, "team.read");
  const [team, tooSlow, slowest] = await Promise.all([
    getTeamRow(scope),
    countTooSlow(scope),
    findSlowest(scope),
  ]);
  return toTeamView({ team, tooSlow, slowest, instanceMs: env().offlineAfterMs });
}
