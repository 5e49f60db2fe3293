import type { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import { logAccess } from "../access/log";
import { hashPassword } from "../auth/password";
import { refuseGuessable } from "../auth/password-strength";
import type { registerSchema } from "../auth/schema";
import { admitNewAccount } from "../auth/sign-in-throttle";
import { getRegistration } from "../instance/registration";
import { findOfferRow } from "../invitations/data";
import { hashInvitationToken } from "../invitations/invitation-token";
import { invitationOver } from "../invitations/refuse-join";
import { insertAccount, insertInvitedAccount } from "./mutations";

type Input = z.output<typeof registerSchema>;

type Registered = { user_id: number; team_id: number };

/**
 * Creates an account: with an invitation in its team, else, if registration is open, in a new team. Throws AppError
 * "forbidden" if registration is closed, "gone" if the invitation has ended, "conflict" if the e-mail address cannot be
 * used, "too_many_requests" after too many attempts from one address.
 */
export async function register({
  input,
  address,
  now,
}: {
  input: Input;
  address: string;
  now: Date;
}): Promise<Registered> {
  const invitation = input.invitation === undefined ? null : await openInvitation(input.invitation, now);
  if (invitation === null && !(await getRegistration()).open) {
    throw new AppError("forbidden", "Registration is closed. Ask somebody in your team for an invitation.");
  }
  await throttle(address);
  const { name, email, password, team_name = "" } = input;
  await refuseGuessable({ password, about: [name, email, team_name], field: "password" });
  const account = { name, email, passwordHash: await hashPassword(password) };
  const { userId, teamId } = await withTakenEmail(() =>
    invitation === null
      ? insertAccount({
          account,
          teamName: input.team_name ?? teamNameOf(name),
          timeZone: input.time_zone ?? null,
          now,
        })
      : insertInvitedAccount({ account, hash: invitation, now }),
  );
  logAccess("account_created", {
    accountId: userId,
    teamId,
    outcome: invitation === null ? "registered" : "invited",
  });
  return { user_id: userId, team_id: teamId };
}

// Before hashing the password, which is expensive: anybody can call this.
async function openInvitation(token: string, now: Date): Promise<string> {
  const hash = hashInvitationToken(token);
  if (hash === null || (await findOfferRow({ hash, now })) === null) throw invitationOver();
  return hash;
}

async function throttle(address: string): Promise<void> {
  const retryAfterS = await admitNewAccount(address);
  if (retryAfterS === 0) return;
  throw new AppError(
    "too_many_requests",
    "Too many attempts from this address. Try again in a few minutes.",
    {
      retryAfterS,
    },
  );
}

function teamNameOf(name: string): string {
  return `${name.slice(0, 93)}’s team`;
}

// Anybody who may create an account can find out, by trying, which addresses have one; the throttle limits that.
async function withTakenEmail<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const sentence =
      "cannot be used for a new account. If it is yours, sign in first and open the link again";
    throw new AppError("conflict", `email ${sentence}.`, { fields: { email: sentence } });
  }
}
