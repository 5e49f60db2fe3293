import type { z } from "zod";
import { hasUsers } from "./data";
import { alreadySetUp, insertFirstAdmin } from "./mutations";
import { hashPassword } from "./password";
import type { setupSchema } from "./schema";

const DEFAULT_TEAM_NAME = "My team";

/** Creates the first admin and team of this hub. Throws AppError "conflict" when it has a user already. */
export async function createFirstAdmin({
  setup,
  now,
}: {
  setup: z.output<typeof setupSchema>;
  now: Date;
}): Promise<{ userId: number; teamId: number }> {
  // Before hashing, which costs: this can be asked for by anybody.
  if (await hasUsers()) throw alreadySetUp();
  return insertFirstAdmin({
    name: setup.name,
    email: setup.email,
    passwordHash: await hashPassword(setup.password),
    teamName: setup.team_name ?? DEFAULT_TEAM_NAME,
    now,
  });
}
