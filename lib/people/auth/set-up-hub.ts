import type { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { createFirstAdmin } from "./create-first-admin";
import { findSetupCode } from "./find-setup-code";
import { alreadySetUp } from "./mutations";
import type { accountSchema } from "./schema";
import { isSetupCode } from "./setup-code";
import { admitSetup } from "./sign-in-throttle";

/**
 * Creates the first admin for somebody who has the code that the hub printed: anybody else who reaches the hub first,
 * even a web page in the admin's own browser, does not. Throws AppError "conflict" if there is an account,
 * "unprocessable" if the code is wrong, and "too_many_requests" after many attempts from one address.
 */
export async function setUpHub({
  code: given,
  account,
  address,
  now,
}: {
  code: string;
  account: z.output<typeof accountSchema>;
  address: string;
  now: Date;
}): Promise<{ userId: number; teamId: number }> {
  const code = await findSetupCode(now);
  if (code === null) throw alreadySetUp();
  const waitS = await admitSetup(address);
  if (waitS > 0) {
    throw new AppError("too_many_requests", "Too many attempts. Wait a few minutes, then try again.", {
      retryAfterS: waitS,
    });
  }
  if (!isSetupCode({ given, code })) {
    const sentence = "is not the code of this hub: run npm run setup-link there";
    throw new AppError("unprocessable", `code ${sentence}.`, { fields: { code: sentence } });
  }
  return createFirstAdmin({ setup: account, now });
}
