import { personRoute, route } from "@/lib/api/route";
import { getMe } from "@/lib/people/profile/get-me";
import { meSchema, updateProfileSchema } from "@/lib/people/profile/schema";
import { updateProfile } from "@/lib/people/profile/update-profile";

const pattern = "/api/v1/me";

export const GET = route({
  pattern,
  summary: "Get the caller, with team and role.",
  answers: { 200: meSchema },
  handle: async ({ session }) => ({ body: getMe(session) }),
});

export const PATCH = personRoute({
  pattern,
  summary: "Change the caller's name.",
  body: updateProfileSchema,
  answers: { 200: meSchema.pick({ name: true }) },
  handle: async ({ person: { scope }, body }) => ({ body: await updateProfile({ scope, input: body }) }),
});
