import type { z } from "zod";
import type { PersonScope } from "../teams/scope";
import { renameUser } from "./mutations";
import type { updateProfileSchema } from "./schema";

type Profile = z.output<typeof updateProfileSchema>;

/** Changes the person's display name. */
export async function updateProfile({
  scope,
  input,
}: {
  scope: PersonScope;
  input: Profile;
}): Promise<Profile> {
  await renameUser({ scope, name: input.name });
  return input;
}
