import { env } from "@/lib/base/env";
import { AppError } from "@/lib/base/errors";
import { logAccess } from "../access/log";
import { setRegistration } from "./mutations";
import { getRegistration } from "./registration";
import { requireInstanceAdmin } from "./require-instance-admin";
import type { RegistrationView } from "./schema";

/** Opens or closes registration. Throws AppError "conflict" while REGISTRATION decides. Only for admins of the installation. */
export async function setRegistrationOpen({
  user,
  open,
  now,
}: {
  user: { id: number; isInstanceAdmin: boolean };
  open: boolean;
  now: Date;
}): Promise<RegistrationView> {
  requireInstanceAdmin(user);
  if (env().registration !== null) {
    throw new AppError("conflict", "The variable REGISTRATION decides this. Unset it to change it here.");
  }
  await setRegistration({ value: open ? "open" : "closed", now });
  logAccess(open ? "registration_opened" : "registration_closed", { accountId: user.id });
  return getRegistration();
}
