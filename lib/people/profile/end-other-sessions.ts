import type { PersonScope } from "../teams/scope";
import { deleteOtherSessions } from "./mutations";

/** Ends all of the person's sessions at once but the one that asks. */
export async function endOtherSessions(scope: PersonScope): Promise<void> {
  await deleteOtherSessions(scope);
}
