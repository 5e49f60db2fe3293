import type { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { logAccess } from "../access/log";
import { mayMakeTeams } from "../instance/registration";
import { insertTeam } from "./mutations";
import type { createTeamSchema, OwnTeamView } from "./schema";
import type { PersonScope } from "./scope";

/**
 * Creates a team with the person as its admin and switches their session to it. While registration is closed, only
 * admins of the installation may: AppError "forbidden" for others. "conflict" if they are in too many teams.
 */
export async function createTeam({
  scope,
  input: { name, time_zone: timeZone },
  now,
}: {
  scope: PersonScope;
  input: z.output<typeof createTeamSchema>;
  now: Date;
}): Promise<OwnTeamView> {
  if (!(await mayMakeTeams(scope))) {
    throw new AppError("forbidden", "Registration is closed. Ask an admin of this installation for a team.");
  }
  const id = await insertTeam({ scope, name, timeZone, now });
  logAccess("team_created", { accountId: scope.userId, teamId: id });
  return { id, name, role: "admin", current: true };
}
