import { AppError } from "@/lib/base/errors";
import { requireBrowser, requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { deleteTokenRow } from "./mutations";

/** Ends one of the caller's own API tokens at once. Throws AppError "not_found", also for somebody else's. Not for tokens. */
export async function revokeToken({ scope, id }: { scope: TeamScope; id: number }): Promise<void> {
  requirePermission(scope, "tokens.own");
  requireBrowser(scope);
  if (await deleteTokenRow({ scope, id })) return;
  throw new AppError("not_found", "This token does not exist. It may have been revoked already.");
}
