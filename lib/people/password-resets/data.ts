import { database } from "@/lib/db/client";
import type { TeamScope } from "../teams/scope";

/** The e-mail address of somebody in the caller's team, or null. */
export async function findAddress({
  scope: { teamId },
  userId,
}: {
  scope: TeamScope;
  userId: number;
}): Promise<string | null> {
  const { client } = await database();
  const row = await client.membership.findUnique({
    where: { teamId_userId: { teamId, userId } },
    select: { user: { select: { email: true } } },
  });
  return row?.user.email ?? null;
}

/** The person whose password the link with this hash changes, if the link is valid; or null. */
export async function findResetRow({ hash, now }: { hash: string; now: Date }) {
  const { client } = await database();
  return client.passwordReset.findFirst({
    where: { hash, expiresAt: { gt: now } },
    select: {
      hash: true,
      userId: true,
      teamId: true,
      createdBy: true,
      user: { select: { email: true, name: true } },
    },
  });
}
