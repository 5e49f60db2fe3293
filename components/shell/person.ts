import type { Role } from "@/lib/people/teams/roles";
import type { OwnTeamView } from "@/lib/people/teams/schema";

/** The person who is signed in, as every page shows them. */
export type Person = {
  name: string;
  email: string;
  role: Role;
  teams: OwnTeamView[];
  canMakeTeams: boolean;
};

/** The name of the person's current team. */
export function teamOf({ teams }: Person): string {
  return teams.find(({ current }) => current)?.name ?? "";
}
