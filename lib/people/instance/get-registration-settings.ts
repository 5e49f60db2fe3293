import { getRegistration } from "./registration";
import { requireInstanceAdmin } from "./require-instance-admin";
import type { RegistrationView } from "./schema";

/** Whether anybody may make an account, and what decides it. For admins of the installation alone. */
export async function getRegistrationSettings({
  user,
}: {
  user: { isInstanceAdmin: boolean };
}): Promise<RegistrationView> {
  requireInstanceAdmin(user);
  return getRegistration();
}
