import { database } from "../db/client";
import { findLastPing } from "../deadman/data";
import type { DeadmanView } from "../deadman/schema";
import { env } from "../env";
import { requireInstanceAdmin } from "./require-instance-admin";

/** Who is told that this hub lives, and whether that arrived. For admins of the installation alone. */
export async function getDeadman({ user }: { user: { isInstanceAdmin: boolean } }): Promise<DeadmanView> {
  requireInstanceAdmin(user);
  const { deadmanUrl } = env();
  if (deadmanUrl === null) return { host: null, last: null };
  return { host: new URL(deadmanUrl).host, last: await findLastPing(await database()) };
}
