import { AppError } from "@/lib/base/errors";
import { logAccess } from "../access/log";
import { requireInstanceAdmin } from "../instance/require-instance-admin";
import type { PersonScope } from "../teams/scope";
import { setAccountState } from "./mutations";

type Given = { scope: PersonScope; id: number; now: Date };

/**
 * Disables an account at once: its sessions end, nobody can sign in to it, and its API tokens are refused. Throws AppError
 * "not_found", or "conflict" for one's own. Only for admins of the installation.
 */
export async function disableAccount(given: Given): Promise<void> {
  if (await setState(given, "disabled")) logAccess("account_disabled", fieldsOf(given));
}

/** Lets a disabled account be used again. Throws AppError "not_found". Only for admins of the installation. */
export async function enableAccount(given: Given): Promise<void> {
  if (await setState(given, "enabled")) logAccess("account_enabled", fieldsOf(given));
}

const fieldsOf = ({ scope, id }: Given) => ({ accountId: id, by: scope.userId });

/** Returns whether the account was in the other state. */
async function setState(given: Given, to: "disabled" | "enabled"): Promise<boolean> {
  requireInstanceAdmin(given.scope);
  const decision = await setAccountState({ ...given, to });
  switch (decision.kind) {
    case "change":
      return decision.isNew;
    case "not_allowed":
      throw new AppError(
        "forbidden",
        "Only an admin of this installation may do this, and you no longer are one.",
      );
    case "absent":
      throw new AppError("not_found", "This account does not exist.");
    case "yourself":
      throw new AppError(
        "conflict",
        "This is your own account. Another admin of the installation can disable it.",
      );
  }
}
