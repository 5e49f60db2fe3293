import type { z } from "zod";
import { AppError } from "@/lib/base/errors";
import type { User } from "../auth/gate";
import { hashPassword, verifyPassword } from "../auth/password";
import { admitPasswordCheck } from "../auth/sign-in-throttle";
import type { PersonScope } from "../teams/scope";
import { getPasswordHash } from "./data";
import { replacePassword } from "./mutations";
import type { changePasswordSchema } from "./schema";

/**
 * Changes the person's password, which ends all their other sessions. Throws AppError "unprocessable" if the current one
 * is wrong, and "too_many_requests" after as many wrong ones as the sign-in page allows.
 */
export async function changePassword({
  scope,
  user,
  input,
}: {
  scope: PersonScope;
  user: User;
  input: z.output<typeof changePasswordSchema>;
}): Promise<void> {
  const check = await admitPasswordCheck({ account: user.email, address: null });
  if (check.kind === "refused") {
    throw new AppError("too_many_requests", "Too many wrong passwords. Try again in a few minutes.", {
      retryAfterS: check.retryAfterS,
    });
  }
  const from = await getPasswordHash(scope);
  if (!(await verifyPassword({ passwordHash: from, password: input.current_password })))
    throw wrongPassword();
  await check.succeeded();
  const to = await hashPassword(input.new_password);
  if (!(await replacePassword({ scope, from, to }))) throw wrongPassword();
}

function wrongPassword(): AppError {
  const sentence = "is not your current password";
  return new AppError("unprocessable", `current_password ${sentence}.`, {
    fields: { current_password: sentence },
  });
}
