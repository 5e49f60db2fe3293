import { env } from "@/lib/base/env";
import { getTeamRow } from "./data";
import { requirePermission } from "./require-permission";
import type { TeamView } from "./schema";
import type { TeamScope } from "./scope";
import { toTeamView } from "./view";

/** The caller's team. */
export async function getTeam(scope: TeamScope): Promise<TeamView> {
  requirePermission(scope, "team.read");
  return toTeamView({ team: await getTeamRow(scope), instanceMs: env().offlineAfterMs });
}
