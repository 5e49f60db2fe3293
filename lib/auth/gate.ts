import { z } from "zod";
import { logger } from "../logger";
import { ROLES, type Role } from "../teams/roles";
import type { TeamScope } from "../teams/scope";
import { findSessionRow } from "./data";
import { touchSession } from "./mutations";
import { decideSession } from "./session-lifetime";
import { openSessionToken } from "./session-token";

/** A caller whose cookie, session row, user and membership were all looked at just now. */
export type Session = {
  id: string;
  user: { id: number; name: string; email: string; isInstanceAdmin: boolean };
  team: { id: number; name: string };
  role: Role;
  scope: TeamScope;
};

const roleSchema = z.enum(ROLES);

/** The session behind a cookie's text, or null when it proves nothing (any more). The only place that mints a TeamScope. */
export async function findSession({
  token,
  now,
}: {
  token: string | null;
  now: Date;
}): Promise<Session | null> {
  const claims = token === null ? null : await openSessionToken(token);
  const row = claims === null ? null : await findSessionRow(claims.sessionId);
  if (row === null || row.userId !== claims?.userId) return null;
  const state = decideSession({ session: row, now });
  if (state.kind === "over") return null;
  const membership = row.user.memberships[0];
  if (membership === undefined) return null;
  if (state.shouldTouch) await touchQuietly({ id: row.id, now });
  const { id, name, email, isInstanceAdmin } = row.user;
  const role = roleSchema.parse(membership.role);
  return {
    id: row.id,
    user: { id, name, email, isInstanceAdmin },
    team: { id: membership.team.id, name: membership.team.name },
    role,
    scope: { teamId: membership.teamId, userId: id, role } as TeamScope,
  };
}

// A busy database must not sign anybody out: the next request extends the session.
async function touchQuietly(used: { id: string; now: Date }): Promise<void> {
  try {
    await touchSession(used);
  } catch (error) {
    logger("auth").warn({ err: error }, "A session could not be extended");
  }
}
