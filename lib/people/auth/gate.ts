import { z } from "zod";
import { logger } from "@/lib/base/logger";
import { logAccess } from "../access/log";
import { lesserRole, ROLES, type Role } from "../teams/roles";
import type { PersonScope, TeamScope, Via } from "../teams/scope";
import { hashApiToken } from "../tokens/api-token";
import { findTokenRow } from "../tokens/data";
import { decideToken } from "../tokens/decide";
import { touchToken } from "../tokens/mutations";
import { findSessionRow } from "./data";
import { touchSession } from "./mutations";
import { decideSession } from "./session-lifetime";
import { openSessionToken } from "./session-token";

export type User = { id: number; name: string; email: string; isInstanceAdmin: boolean };

type UserRow = User & { disabledAt: Date | null };

/** A person whose cookie, session row and account were checked just now, in a team or not. */
export type Person = { user: User; scope: PersonScope };

/** A caller whose membership in a team was checked as well. */
export type Session = {
  user: User;
  team: { id: number; name: string };
  role: Role;
  scope: TeamScope;
};

type Given = { token: string | null; now: Date };
type Membership = { role: string; team: { id: number; name: string } };

const roleSchema = z.enum(ROLES);

/** The person that a cookie belongs to, or null if it is not, or no longer, valid. */
export async function findPerson(given: Given): Promise<Person | null> {
  return (await findSignedIn(given))?.person ?? null;
}

/** The same, in the session's team; null for somebody who is in no team. */
export async function findSession(given: Given): Promise<Session | null> {
  return (await findSignedIn(given))?.session ?? null;
}

/** Both with one query. */
export async function findSignedIn(
  given: Given,
): Promise<{ person: Person; session: Session | null } | null> {
  const opened = await openSession(given);
  if (opened === null) return null;
  const { person, membership } = opened;
  return { person, session: membership && toSession({ person, membership }) };
}

function toSession({ person, membership }: { person: Person; membership: Membership }): Session {
  return createScope({
    user: person.user,
    membership,
    limit: null,
    via: { kind: "session", id: person.scope.sessionId },
  });
}

/** The person and team that an API token (`lst_…`) belongs to, with the lesser of both roles; or null. */
export async function findTokenSession({ token, now }: Given): Promise<Session | null> {
  const hash = token === null ? null : hashApiToken(token);
  const row = hash === null ? null : await findTokenRow(hash);
  if (row === null) return null;
  const state = decideToken({ token: row, now });
  const { user: account, ...membership } = row.membership;
  if (state.kind === "over" || account.disabledAt !== null) return null;
  if (state.shouldTouch) await touchQuietly(() => touchToken({ id: row.id, now }));
  const user = toUser(account);
  const { id: accountId } = user;
  const { id: teamId } = membership.team;
  if (row.lastUsedAt === null) logAccess("token_first_used", { accountId, teamId, tokenId: row.id });
  const limit = row.role === null ? null : roleSchema.parse(row.role);
  // The installation's settings are above every role, so a token with a lesser role than its person's cannot change them.
  const isInstanceAdmin = user.isInstanceAdmin && limit === null;
  return createScope({
    user: { ...user, isInstanceAdmin },
    membership,
    limit,
    via: { kind: "token", id: row.id },
  });
}

async function openSession({ token, now }: Given) {
  const claims = token === null ? null : await openSessionToken(token);
  const row = claims === null ? null : await findSessionRow(claims.sessionId);
  if (row === null || row.userId !== claims?.userId || row.user.disabledAt !== null) return null;
  const state = decideSession({ session: row, now });
  if (state.kind === "over") return null;
  const { expiresAt } = state;
  if (state.shouldTouch) await touchQuietly(() => touchSession({ id: row.id, now, expiresAt }));
  const { memberships, ...account } = row.user;
  const user = toUser(account);
  const { id: userId, isInstanceAdmin } = user;
  const person: Person = { user, scope: { userId, sessionId: row.id, isInstanceAdmin } as PersonScope };
  return { person, membership: row.membership ?? memberships[0] ?? null };
}

function toUser({ id, name, email, isInstanceAdmin }: UserRow): User {
  return { id, name, email, isInstanceAdmin };
}

// The only place that creates a TeamScope.
function createScope({
  user,
  membership,
  limit,
  via,
}: {
  user: User;
  membership: Membership;
  limit: Role | null;
  via: Via;
}): Session {
  const role = lesserRole(roleSchema.parse(membership.role), limit);
  const { id, name } = membership.team;
  return { user, team: { id, name }, role, scope: { teamId: id, userId: user.id, role, via } as TeamScope };
}

// A busy database must not turn anybody away: the next request records the use.
async function touchQuietly(touch: () => Promise<unknown>): Promise<void> {
  try {
    await touch();
  } catch (error) {
    logger("auth").warn({ err: error }, "The last use of a session or token could not be recorded");
  }
}
