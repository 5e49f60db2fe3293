import type { Role } from "@/lib/people/teams/roles";
import type { OwnTeamView } from "@/lib/people/teams/schema";

/** Who is signed in, as every page shows them. */
export type Person = {
  name: string;
  email: string;
  role: Role;
  teams: OwnTeamView[];
  canMakeTeams: boolean;
};

/** The name of the team that a person looks at. */
export function teamOf({ teams }: Person): string {
  return teams.find(({ current }) => current)?.name ?? "";
}
