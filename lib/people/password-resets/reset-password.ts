import type { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { hashPassword } from "../auth/password";
import { admitReset } from "../auth/sign-in-throttle";
import { findResetRow } from "./data";
import { redeemReset } from "./mutations";
import { hashResetToken } from "./reset-token";
import type { resetPasswordSchema } from "./schema";

/**
 * Changes the password of whom the link was made for and ends all their sessions. Throws AppError "gone" for a link that is
 * over, "too_many_requests" after too many tries from one address.
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
    throw new AppError("too_many_requests", "Too many tries from this address. Try again in a few minutes.", {
      retryAfterS,
    });
  }
  const hash = hashResetToken(input.reset);
  // Before the password is hashed, which costs: this can be asked for by anybody.
  if (hash === null || (await findResetRow({ hash, now })) === null) throw linkOver();
  const passwordHash = await hashPassword(input.new_password);
  if (!(await redeemReset({ hash, passwordHash, now }))) throw linkOver();
}

function linkOver(): AppError {
  return new AppError(
    "gone",
    "This link is no longer good: it was used or replaced, or its day is over. Ask for a new one.",
  );
}
