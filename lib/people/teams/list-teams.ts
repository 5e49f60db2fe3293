import type { Page } from "@/lib/base/paging";
import { findChosenTeam, findOwnTeams } from "./data";
import { type OwnTeamView, roleSchema } from "./schema";
import type { PersonScope } from "./scope";

/** The teams that a person belongs to, oldest first. */
export async function listTeams(scope: PersonScope): Promise<Page<OwnTeamView>> {
  const [rows, chosen] = await Promise.all([findOwnTeams(scope), findChosenTeam(scope)]);
  const current = chosen ?? rows[0]?.teamId;
  const data = rows.map(({ teamId, team, role }) => ({
    id: teamId,
    name: team.name,
    role: roleSchema.parse(role),
    current: teamId === current,
  }));
  return { data, next_cursor: null };
}
