import { env } from "@/lib/base/env";
import { findRegistrationSetting } from "./data";
import type { RegistrationView } from "./schema";

/** Whether anybody may create an account at this moment, and what decides it. Closed unless somebody has opened it. */
export async function getRegistration(): Promise<RegistrationView> {
  const { registration } = env();
  if (registration !== null) return { open: registration === "open", source: "variable" };
  const setting = await findRegistrationSetting();
  return { open: setting === "open", source: setting === null ? "default" : "setting" };
}

/** Whether a person may create a team: everybody while registration is open, else only admins of the installation. */
export async function mayMakeTeams({ isInstanceAdmin }: { isInstanceAdmin: boolean }): Promise<boolean> {
  return isInstanceAdmin || (await getRegistration()).open;
}
