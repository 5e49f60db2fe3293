import { personRoute, route } from "@/lib/http/route";
import { getMe } from "@/lib/profile/get-me";
import { updateProfileSchema } from "@/lib/profile/schema";
import { updateProfile } from "@/lib/profile/update-profile";

const pattern = "/api/v1/me";

export const GET = route({ pattern, handle: async ({ session }) => ({ body: getMe(session) }) });

export const PATCH = personRoute({
  pattern,
  body: updateProfileSchema,
  handle: async ({ person: { scope }, body }) => ({ body: await updateProfile({ scope, input: body }) }),
});
