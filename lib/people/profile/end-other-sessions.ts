import { logAccess } from "../access/log";
import type { PersonScope } from "../teams/scope";
import { deleteOtherSessions } from "./mutations";

/** Ends all of the person's sessions at once, except the caller's. */
export async function endOtherSessions(scope: PersonScope): Promise<void> {
  await deleteOtherSessions(scope);
  logAccess("sessions_ended", { accountId: scope.userId, outcome: "all_others" });
}
