import { randomBytes } from "node:crypto";
import { AppError } from "@/lib/base/errors";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { lockAccounts } from "../access/mutations";
import { withFirstRule } from "../teams/first-rule";
import { endOfSession, MAX_SESSIONS, surplusSessions } from "./session-lifetime";
import { SETUP_SALT_KEY } from "./setup-mutations";

const SETUP_KEY = "first_admin_made";

/**
 * Opens a session for an account whose password was right, in its oldest team; one too many ends another. Returns its id.
 * Null: what was checked is no longer true, because the password was changed, the account disabled or deleted, or its
 * sessions ended since.
 */
export async function createSession({
  account: { id: userId, passwordHash, sessionsEpoch },
  userAgent,
  address,
  now,
}: {
  account: { id: number; passwordHash: string; sessionsEpoch: number };
  userAgent: string;
  address: string;
  now: Date;
}): Promise<string | null> {
  const id = randomBytes(24).toString("base64url");
  const expiresAt = endOfSession({ createdAt: now, now });
  return transaction(async (tx) => {
    await lockAccounts(tx, [userId]);
    const where = { id: userId, passwordHash, sessionsEpoch, disabledAt: null };
    if ((await tx.user.findFirst({ where, select: { id: true } })) === null) return null;
    await endSurplus(tx, { userId, now });
    const oldest = await tx.membership.findFirst({ where: { userId }, orderBy: { teamId: "asc" } });
    await tx.session.create({
      data: {
        id,
        userId,
        teamId: oldest?.teamId ?? null,
        createdAt: now,
        lastUsedAt: now,
        expiresAt,
        userAgent,
        address,
      },
    });
    return id;
  });
}

async function endSurplus(tx: Tx, { userId, now }: { userId: number; now: Date }): Promise<void> {
  // The user's expired sessions are deleted at their next sign-in.
  await tx.session.deleteMany({ where: { userId, expiresAt: { lte: now } } });
  const sessions = await tx.session.findMany({ where: { userId } });
  const surplus = surplusSessions({ sessions, max: MAX_SESSIONS });
  if (surplus.length === 0) return;
  await tx.session.deleteMany({ where: { id: { in: surplus.map((session) => session.id) } } });
}

/** Extends a session that is in use until `expiresAt`; one that has ended stays ended. */
export async function touchSession({
  id,
  now,
  expiresAt,
}: {
  id: string;
  now: Date;
  expiresAt: Date;
}): Promise<void> {
  await transaction((tx) => tx.session.updateMany({ where: { id }, data: { lastUsedAt: now, expiresAt } }));
}

/** Ends a session at once. It is not an error if it has already ended. */
export async function deleteSession(id: string): Promise<void> {
  await transaction((tx) => tx.session.deleteMany({ where: { id } }));
}

/** Creates the first user, as admin of a first team. Throws AppError "conflict" if a user already exists. */
export async function insertFirstAdmin({
  name,
  email,
  passwordHash,
  teamName,
  timeZone,
  now,
}: {
  name: string;
  email: string;
  passwordHash: string;
  teamName: string;
  timeZone: string | null;
  now: Date;
}): Promise<{ userId: number; teamId: number }> {
  return transaction(async (tx) => {
    // Every setup writes this row first: of two at once the second waits here and then sees the first one's user.
    await tx.setting.upsert({
      where: { key: SETUP_KEY },
      create: { key: SETUP_KEY, value: now.toISOString(), updatedAt: now },
      update: { updatedAt: now },
    });
    if ((await tx.user.findFirst({ select: { id: true } })) !== null) throw alreadySetUp();
    const user = await tx.user.create({
      data: { name, email, passwordHash, isInstanceAdmin: true, createdAt: now },
    });
    const team = await tx.team.create({
      data: { name: teamName, timeZone, createdAt: now, ...withFirstRule(now) },
    });
    await tx.membership.create({ data: { teamId: team.id, userId: user.id, role: "admin", createdAt: now } });
    await tx.setting.deleteMany({ where: { key: SETUP_SALT_KEY } });
    return { userId: user.id, teamId: team.id };
  });
}

export function alreadySetUp(): AppError {
  return new AppError("conflict", "This hub is already set up. Sign in instead.");
}
