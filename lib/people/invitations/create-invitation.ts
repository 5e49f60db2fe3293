import type { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { logAccess } from "../access/log";
import { doesSendMail } from "../mail/get-mail-settings";
import { admitMail } from "../mail/limit";
import { requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { makeInvitationToken } from "./invitation-token";
import { mailInvitation } from "./mail-invitation";
import { insertInvitation, MAX_INVITATIONS } from "./mutations";
import type { CreatedInvitation, createInvitationSchema } from "./schema";
import { toInvitationView } from "./view";

const LIFETIME_MS = 7 * 86_400_000;

/**
 * Invites one person to the caller's team, for a week, and mails them the link if there is an address and a mail server.
 * Only this answer contains the link. Throws AppError "conflict" if too many are unused, "too_many_requests" after many
 * mails.
 */
export async function createInvitation({
  scope,
  input: { role, email },
  hubUrl,
  now,
}: {
  scope: TeamScope;
  input: z.output<typeof createInvitationSchema>;
  hubUrl: string;
  now: Date;
}): Promise<CreatedInvitation> {
  requirePermission(scope, "people.write");
  const isMailed = email !== null && doesSendMail();
  if (isMailed) await admitMail({ userId: scope.userId });
  const { token, hash } = makeInvitationToken();
  const expiresAt = new Date(now.getTime() + LIFETIME_MS);
  const inserted = await insertInvitation({ scope, role, email, hash, createdAt: now, expiresAt });
  switch (inserted.kind) {
    case "created": {
      const { teamId, userId: accountId } = scope;
      const { team, user } = inserted.row.membership;
      const url = `${hubUrl}/join/${token}`;
      logAccess("invitation_created", { accountId, teamId, invitationId: inserted.row.id, role });
      const mail = isMailed
        ? await mailInvitation({ to: email, url, role, team: team.name, inviter: user.name })
        : null;
      return { ...toInvitationView(inserted.row), url, mail };
    }
    case "not_allowed":
      throw new AppError("forbidden", "You are no longer an admin of this team.");
    case "too_many":
      throw new AppError(
        "conflict",
        `This team already has ${MAX_INVITATIONS} invitations that nobody has used. Revoke some of them first.`,
      );
  }
}
