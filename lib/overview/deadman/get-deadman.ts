import { env } from "@/lib/base/env";
import { database } from "@/lib/db/client";
import { requireInstanceAdmin } from "@/lib/people/instance/require-instance-admin";
import { findLastPing } from "./data";
import type { DeadmanView } from "./schema";

/** Where the hub sends its signs of life, and whether the latest one arrived. Only for admins of the installation. */
export async function getDeadman({ user }: { user: { isInstanceAdmin: boolean } }): Promise<DeadmanView> {
  requireInstanceAdmin(user);
  const { deadmanUrl } = env();
  if (deadmanUrl === null) return { host: null, last: null };
  return { host: new URL(deadmanUrl).host, last: await findLastPing(await database()) };
}
