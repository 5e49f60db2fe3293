import { setupKey } from "@/lib/db/secrets/instance-secret";
import { hasUsers } from "./data";
import { makeSetupCode } from "./setup-code";
import { storeSetupSalt } from "./setup-mutations";

/** The code with which the first admin can be created, the same in every process; null once there is an account. */
export async function findSetupCode(now: Date): Promise<string | null> {
  if (await hasUsers()) return null;
  return makeSetupCode({ key: setupKey(), salt: await storeSetupSalt(now) });
}

/** The path of the page that creates the first admin, with its code; null once there is an account. */
export async function findSetupPath(now: Date): Promise<string | null> {
  const code = await findSetupCode(now);
  return code === null ? null : `/setup?code=${code}`;
}
