import type { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { logAccess } from "../access/log";
import type { User } from "../auth/gate";
import { makeBrowserProof } from "../auth/known-browser";
import { hashPassword, verifyPassword } from "../auth/password";
import { refuseGuessable } from "../auth/password-strength";
import { admitOwnPasswordCheck } from "../auth/sign-in-throttle";
import type { PersonScope } from "../teams/scope";
import { getPasswordHash } from "./data";
import { replacePassword } from "./mutations";
import type { changePasswordSchema } from "./schema";

/**
 * Changes the person's password, which ends all their other sessions and, if asked, their API tokens and the links that
 * they made. Returns the browser's new proof of a sign-in. Throws AppError "unprocessable" if the current password is
 * wrong, and "too_many_requests" after as many wrong ones as the sign-in page allows.
 */
export async function changePassword({
  scope,
  user,
  input,
}: {
  scope: PersonScope;
  user: User;
  input: z.output<typeof changePasswordSchema>;
}): Promise<{ proof: string }> {
  const accountId = scope.userId;
  const check = await admitOwnPasswordCheck(scope.sessionId);
  if (check.kind === "refused") {
    if (check.isNews) logAccess("password_change_refused", { accountId, outcome: "too_many_attempts" });
    throw new AppError("too_many_requests", "Too many wrong passwords. Try again in a few minutes.", {
      retryAfterS: check.retryAfterS,
    });
  }
  const from = await getPasswordHash(scope);
  if (!(await verifyPassword({ passwordHash: from, password: input.current_password }))) {
    logAccess("password_change_refused", { accountId, outcome: "wrong_password" });
    throw wrongPassword();
  }
  await check.succeeded();
  await refuseGuessable({
    password: input.new_password,
    about: [user.name, user.email],
    field: "new_password",
  });
  const to = await hashPassword(input.new_password);
  const revokesTokens = input.revoke_tokens;
  if (!(await replacePassword({ scope, from, to, revokesTokens }))) {
    logAccess("password_change_refused", { accountId, outcome: "changed_meanwhile" });
    throw wrongPassword();
  }
  logAccess("password_changed", { accountId, outcome: revokesTokens ? "tokens_revoked" : "tokens_kept" });
  return { proof: makeBrowserProof({ id: accountId, passwordHash: to }) };
}

function wrongPassword(): AppError {
  const sentence = "is not your current password";
  return new AppError("unprocessable", `current_password ${sentence}.`, {
    fields: { current_password: sentence },
  });
}
