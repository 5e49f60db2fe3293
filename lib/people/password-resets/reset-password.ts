import type { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { logAccess } from "../access/log";
import { hashPassword } from "../auth/password";
import { refuseGuessable } from "../auth/password-strength";
import { admitReset } from "../auth/sign-in-throttle";
import { findResetRow } from "./data";
import { redeemReset } from "./mutations";
import { hashResetToken } from "./reset-token";
import type { resetPasswordSchema } from "./schema";

/**
 * Changes the password of the person that the link was created for, and ends all their sessions, their API tokens and
 * the links that they made. Throws AppError "gone"
 * if the link has ended, "too_many_requests" after too many attempts from one address.
 */
export async function resetPassword({
  input,
  address,
  now,
}: {
  input: z.output<typeof resetPasswordSchema>;
  address: string;
  now: Date;
}): Promise<void> {
  const retryAfterS = await admitReset(address);
  if (retryAfterS > 0) {
    throw new AppError(
      "too_many_requests",
      "Too many attempts from this address. Try again in a few minutes.",
      {
        retryAfterS,
      },
    );
  }
  const hash = hashResetToken(input.reset);
  // Before hashing the password, which is expensive: anybody can call this.
  const reset = hash === null ? null : await findResetRow({ hash, now });
  if (reset === null) throw linkOver();
  const { email, name } = reset.user;
  await refuseGuessable({ password: input.new_password, about: [name, email], field: "new_password" });
  const passwordHash = await hashPassword(input.new_password);
  const redeemed = await redeemReset({ reset, passwordHash, now });
  if (redeemed === null) throw linkOver();
  logAccess("reset_used", { accountId: redeemed.userId });
}

function linkOver(): AppError {
  return new AppError("gone", "This link has expired, was used or was replaced. Ask for a new one.");
}
