import { route } from "@/lib/api/route";
import { getRegistrationSettings } from "@/lib/people/instance/get-registration-settings";
import { putRegistrationSchema, registrationSchema } from "@/lib/people/instance/schema";
import { setRegistrationOpen } from "@/lib/people/instance/set-registration-open";

const pattern = "/api/v1/instance/registration";

export const GET = route({
  pattern,
  summary: "Get whether registration is open.",
  answers: { 200: registrationSchema },
  handle: async ({ session: { user } }) => ({ body: await getRegistrationSettings({ user }) }),
});

export const PUT = route({
  pattern,
  summary: "Open or close registration.",
  body: putRegistrationSchema,
  answers: { 200: registrationSchema },
  refuses: ["conflict"],
  handle: async ({ session: { user }, body: { open }, now }) => ({
    body: await setRegistrationOpen({ user, open, now }),
  }),
});
