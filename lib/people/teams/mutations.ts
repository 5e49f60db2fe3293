import { env } from "@/lib/base/env";
import { refuseBeyond } from "@/lib/base/full";
import { MAX_TEAMS_PER_PERSON } from "@/lib/base/limits";
import { database, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { effectiveThresholdMs } from "@/lib/heartbeat/threshold";
import { lockAccounts } from "../access/mutations";
import { decideMembership, type MembershipDecision } from "./decide";
import { withFirstRule } from "./first-rule";
import type { Role } from "./roles";
import { roleSchema } from "./schema";
import type { PersonScope, TeamScope } from "./scope";
import { sessionsForTeam } from "./sessions-for-team";

/** Locks a team for the rest of the transaction: every change of who belongs to it, and as what, takes its turn here. */
// A raw write, because Prisma cannot express one that changes nothing.
export async function lockTeam(tx: Tx, teamId: number): Promise<void> {
  await tx.$executeRaw`UPDATE teams SET name = name WHERE id = ${teamId}`;
}

/** Changes the caller's team. A changed threshold moves the deadlines of machines that have no threshold of their own. */
export async function updateTeamRow({
  scope: { teamId },
  name,
  offlineAfterMs,
  plannedStopMaxMs,
  timeZone,
}: {
  scope: TeamScope;
  name?: string;
  offlineAfterMs?: number | null;
  plannedStopMaxMs?: number | null;
  timeZone?: string | null;
}): Promise<void> {
  const { engine } = await database();
  const data = {
    ...(name !== undefined && { name }),
    ...(offlineAfterMs !== undefined && { offlineAfterMs }),
    ...(plannedStopMaxMs !== undefined && { plannedStopMaxMs }),
    ...(timeZone !== undefined && { timeZone }),
  };
  await transaction(async (tx) => {
    await tx.team.update({ where: { id: teamId }, data });
    if (offlineAfterMs === undefined) return;
    const instance = env().offlineAfterMs;
    const thresholdMs = effectiveThresholdMs({ machine: null, team: offlineAfterMs, instance });
    await engine.retimeTeam(tx, { teamId, thresholdMs });
  });
}

/**
 * Creates a team with the person as its admin, and switches the current session to it. Returns its id. Throws AppError
 * "conflict" if the person is in too many teams.
 */
export async function insertTeam({
  scope: { userId, sessionId },
  name,
  timeZone,
  now,
}: {
  scope: PersonScope;
  name: string;
  timeZone: string | null;
  now: Date;
}): Promise<number> {
  return transaction(async (tx) => {
    await lockAccounts(tx, [userId]);
    const memberships = { create: { userId, role: "admin" satisfies Role, createdAt: now } };
    const { id: teamId } = await tx.team.create({
      data: { name, timeZone, createdAt: now, memberships, ...withFirstRule(now) },
    });
    refuseBeyond({
      max: MAX_TEAMS_PER_PERSON,
      count: await tx.membership.count({ where: { userId } }),
      what: "teams of one person",
      who: `account ${userId}`,
      advice: "Leave one first.",
    });
    await tx.session.updateMany({ where: { id: sessionId }, data: { teamId } });
    return teamId;
  });
}

/** Switches the person's session to another of their teams. Returns whether they belong to it. */
export async function chooseTeam({
  scope: { userId, sessionId },
  teamId,
}: {
  scope: PersonScope;
  teamId: number;
}): Promise<boolean> {
  return transaction(async (tx) => {
    await lockTeam(tx, teamId);
    const membership = await tx.membership.findUnique({ where: { teamId_userId: { teamId, userId } } });
    if (membership === null) return false;
    await tx.session.updateMany({ where: { id: sessionId, userId }, data: { teamId } });
    return true;
  });
}

/**
 * Changes the role of somebody in the caller's team, or ends their membership (null). Either ends their sessions for
 * this team; the latter also ends their tokens for it; losing admin rights ends the invitations and reset links that
 * they created. Returns what was decided.
 */
export async function changeMembership({
  scope,
  userId,
  to,
}: {
  scope: TeamScope;
  userId: number;
  to: Role | null;
}): Promise<MembershipDecision> {
  const { teamId } = scope;
  return transaction(async (tx) => {
    await lockTeam(tx, teamId);
    // A session or token of theirs that is being made waits, and then finds the new role.
    await lockAccounts(tx, [userId]);
    const roles = await readRoles(tx, { teamId, userIds: [userId, scope.userId] });
    const member = roles.get(userId) ?? null;
    // Nobody can act with a disabled account.
    const otherAdmins = await tx.membership.count({
      where: { teamId, role: "admin", userId: { not: userId }, user: { disabledAt: null } },
    });
    const decision = decideMembership({
      member,
      caller: roles.get(scope.userId) ?? null,
      isSelf: userId === scope.userId,
      to,
      admins: otherAdmins + (member === "admin" ? 1 : 0),
    });
    if (decision.kind !== "change") return decision;
    const where = { teamId_userId: { teamId, userId } };
    if (to === null) {
      if (userId === scope.userId) await keepSession(tx, scope);
      await tx.membership.delete({ where });
    } else {
      await tx.membership.update({ where, data: { role: to } });
      if (roles.get(userId) !== to) await endSessions(tx, { scope, userId });
    }
    if (decision.loses === "admin") {
      await tx.invitation.deleteMany({ where: { teamId, invitedBy: userId } });
      await tx.passwordReset.deleteMany({ where: { teamId, createdBy: userId } });
    }
    return decision;
  });
}

async function readRoles(
  tx: Tx,
  { teamId, userIds }: { teamId: number; userIds: number[] },
): Promise<Map<number, Role>> {
  const rows = await tx.membership.findMany({ where: { teamId, userId: { in: userIds } } });
  return new Map(rows.map(({ userId, role }) => [userId, roleSchema.parse(role)]));
}

// An open browser must not keep showing what the old role allowed. Whoever changes their own role stays signed in there.
async function endSessions(tx: Tx, { scope, userId }: { scope: TeamScope; userId: number }): Promise<void> {
  const { teamId, via } = scope;
  const isOther = via.kind === "session" ? { id: { not: via.id } } : {};
  await tx.session.deleteMany({ where: { userId, ...sessionsForTeam(teamId), ...isOther } });
}

// Whoever leaves by themselves stays signed in, in the oldest of their other teams or in none.
async function keepSession(tx: Tx, { teamId, userId, via }: TeamScope): Promise<void> {
  if (via.kind !== "session") return;
  const where = { userId, teamId: { not: teamId } };
  const other = await tx.membership.findFirst({ where, orderBy: { teamId: "asc" } });
  await tx.session.updateMany({ where: { id: via.id }, data: { teamId: other?.teamId ?? null } });
}
