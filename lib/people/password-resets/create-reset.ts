import { AppError } from "@/lib/base/errors";
import { logAccess } from "../access/log";
import { doesSendMail } from "../mail/get-mail-settings";
import { admitMail } from "../mail/limit";
import { requireBrowser, requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { LIFETIME_MS } from "./constants";
import { findAddress } from "./data";
import { mailReset } from "./mail-reset";
import { insertReset } from "./mutations";
import { makeResetToken } from "./reset-token";
import type { CreatedReset } from "./schema";

/**
 * Creates a link with which somebody in the caller's team can choose a new password, once and within a day; only this
 * answer contains it, and a mail to the person if that is wanted. Not for tokens. Throws AppError "not_found",
 * "forbidden", "conflict" or "too_many_requests", each with what to do instead.
 */
export async function createReset({
  scope,
  userId,
  isMailed,
  hubUrl,
  now,
}: {
  scope: TeamScope;
  userId: number;
  isMailed: boolean;
  hubUrl: string;
  now: Date;
}): Promise<CreatedReset> {
  requirePermission(scope, "people.write");
  requireBrowser(scope);
  if (isMailed) {
    if (!doesSendMail())
      throw new AppError("conflict", "This installation has no mail server. Create the link without a mail.");
    await admitMail({ userId: scope.userId });
  }
  const { token, hash } = makeResetToken();
  const expiresAt = new Date(now.getTime() + LIFETIME_MS);
  const decision = await insertReset({ scope, userId, hash, createdAt: now, expiresAt });
  switch (decision.kind) {
    case "allow": {
      logAccess("reset_created", { accountId: userId, by: scope.userId, teamId: scope.teamId });
      const url = `${hubUrl}/reset/${token}`;
      const to = isMailed ? await findAddress({ scope, userId }) : null;
      const reason = "An admin of your team has created a link for you.";
      const mail = to === null ? null : await mailReset({ to, url, reason });
      return { url, expires_at: expiresAt.toISOString(), mail };
    }
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
