import { AppError } from "@/lib/base/errors";
import { chooseTeam } from "./mutations";
import type { PersonScope } from "./scope";

/** Turns the person's session to another of their teams. Throws AppError "not_found" for one that they do not belong to. */
export async function switchTeam({ scope, id }: { scope: PersonScope; id: number }): Promise<void> {
  if (await chooseTeam({ scope, teamId: id })) return;
  throw new AppError("not_found", "You belong to no such team. You may have been removed from it.");
}
