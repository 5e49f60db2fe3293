import { AppError } from "@/lib/base/errors";
import { logAccess } from "../access/log";
import { requireBrowser, requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { LIFETIME_MS } from "./constants";
import { insertReset } from "./mutations";
import { makeResetToken } from "./reset-token";
import type { CreatedReset } from "./schema";

/**
 * Creates a link with which somebody in the caller's team can choose a new password, once and within a day; only this
 * answer contains it. Not for tokens. Throws AppError "not_found", "forbidden" or "conflict", each with what to do
 * instead.
 */
export async function createReset({
  scope,
  userId,
  hubUrl,
  now,
}: {
  scope: TeamScope;
  userId: number;
  hubUrl: string;
  now: Date;
}): Promise<CreatedReset> {
  requirePermission(scope, "people.write");
  requireBrowser(scope);
  const { token, hash } = makeResetToken();
  const expiresAt = new Date(now.getTime() + LIFETIME_MS);
  const decision = await insertReset({ scope, userId, hash, createdAt: now, expiresAt });
  switch (decision.kind) {
    case "allow":
      logAccess("reset_created", { accountId: userId, by: scope.userId, teamId: scope.teamId });
      return { url: `${hubUrl}/reset/${token}`, expires_at: expiresAt.toISOString() };
    case "absent":
      throw new AppError("not_found", "This person is not in the team. They may have left.");
    case "not_allowed":
      throw new AppError("forbidden", "Only an admin of the team may do this, and you no longer are one.");
    case "yourself":
      throw new AppError("conflict", "Change your own password under Settings → Profile.");
    case "out_of_reach":
      throw new AppError(
        "forbidden",
        "Their account has access beyond this team. Ask an admin of the installation, or whoever runs the hub.",
      );
  }
}
