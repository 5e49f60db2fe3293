import { AppError } from "@/lib/base/errors";
import { logAccess } from "../access/log";
import type { PersonScope } from "../teams/scope";
import { deleteOwnSession } from "./mutations";

/** Ends one of the person's own sessions at once. Throws AppError "not_found", also for somebody else's. */
export async function endSession({ scope, id }: { scope: PersonScope; id: string }): Promise<void> {
  if (await deleteOwnSession({ scope, id })) {
    return logAccess("sessions_ended", { accountId: scope.userId, outcome: "one" });
  }
  throw new AppError("not_found", "This session does not exist. It may have ended already.");
}
