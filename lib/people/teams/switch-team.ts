import { AppError } from "@/lib/base/errors";
import { chooseTeam } from "./mutations";
import type { PersonScope } from "./scope";

/** Switches the person's session to another of their teams. Throws AppError "not_found" if they do not belong to it. */
export async function switchTeam({ scope, id }: { scope: PersonScope; id: number }): Promise<void> {
  if (await chooseTeam({ scope, teamId: id })) return;
  throw new AppError("not_found", "You are not in this team. You may have been removed from it.");
}
