import type { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { makeInvitationToken } from "./invitation-token";
import { insertInvitation } from "./mutations";
import type { CreatedInvitation, createInvitationSchema } from "./schema";
import { toInvitationView } from "./view";

const LIFETIME_MS = 7 * 86_400_000;

/** Invites one person to the caller's team, for a week. Only this answer contains the link. */
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
  const { token, hash } = makeInvitationToken();
  const expiresAt = new Date(now.getTime() + LIFETIME_MS);
  const row = await insertInvitation({ scope, role, email, hash, createdAt: now, expiresAt });
  if (row === null) throw new AppError("forbidden", "You are no longer an admin of this team.");
  return { ...toInvitationView(row), url: `${hubUrl}/join/${token}` };
}
