import { transaction } from "@/lib/db/transaction";
import { useInvitation } from "../invitations/mutations";
import { teamJoined } from "../invitations/refuse-join";
import { withFirstRule } from "../teams/first-rule";

type Account = { name: string; email: string; passwordHash: string };

/** Creates an account with its own team, as its admin. Throws a unique violation if the e-mail address is taken. */
export async function insertAccount({
  account,
  teamName,
  timeZone,
  now,
}: {
  account: Account;
  teamName: string;
  timeZone: string | null;
  now: Date;
}): Promise<{ userId: number; teamId: number }> {
  return transaction(async (tx) => {
    const user = await tx.user.create({ data: { ...account, isInstanceAdmin: false, createdAt: now } });
    const memberships = { create: { userId: user.id, role: "admin", createdAt: now } };
    const team = await tx.team.create({
      data: { name: teamName, timeZone, createdAt: now, memberships, ...withFirstRule(now) },
    });
    return { userId: user.id, teamId: team.id };
  });
}

/**
 * Creates an account that joins by an invitation, both or neither. Throws a unique violation if the e-mail address is
 * taken, AppError "gone" if the invitation has ended.
 */
export async function insertInvitedAccount({
  account,
  hash,
  now,
}: {
  account: Account;
  hash: string;
  now: Date;
}): Promise<{ userId: number; teamId: number }> {
  return transaction(async (tx) => {
    const user = await tx.user.create({ data: { ...account, isInstanceAdmin: false, createdAt: now } });
    const teamId = teamJoined(await useInvitation(tx, { hash, userId: user.id, now }));
    return { userId: user.id, teamId };
  });
}
