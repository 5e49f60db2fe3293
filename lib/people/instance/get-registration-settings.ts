import { getRegistration } from "./registration";
import { requireInstanceAdmin } from "./require-instance-admin";
import type { RegistrationView } from "./schema";

/** Whether registration is open, and what decides it. Only for admins of the installation. */
export async function getRegistrationSettings({
  user,
}: {
  user: { isInstanceAdmin: boolean };
}): Promise<RegistrationView> {
  requireInstanceAdmin(user);
  return getRegistration();
}
