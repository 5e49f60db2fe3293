import type { z } from "zod";
import { logAccess } from "../access/log";
import { hasUsers } from "./data";
import { alreadySetUp, insertFirstAdmin } from "./mutations";
import { hashPassword } from "./password";
import { refuseGuessable } from "./password-strength";
import type { accountSchema } from "./schema";

const DEFAULT_TEAM_NAME = "My team";

/** Creates the first admin and team of this hub. Throws AppError "conflict" if it already has a user, "unprocessable" for a password that is easy to guess. */
export async function createFirstAdmin({
  setup,
  now,
}: {
  setup: z.output<typeof accountSchema>;
  now: Date;
}): Promise<{ userId: number; teamId: number }> {
  // Before hashing, which is expensive: anybody can call this.
  if (await hasUsers()) throw alreadySetUp();
  const { password, name, email, team_name = "" } = setup;
  await refuseGuessable({ password, about: [name, email, team_name], field: "password" });
  const created = await insertFirstAdmin({
    name: setup.name,
    email: setup.email,
    passwordHash: await hashPassword(setup.password),
    teamName: setup.team_name ?? DEFAULT_TEAM_NAME,
    timeZone: setup.time_zone ?? null,
    now,
  });
  logAccess("account_created", { accountId: created.userId, teamId: created.teamId, outcome: "first_admin" });
  return created;
}
