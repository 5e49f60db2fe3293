import { route } from "@/lib/api/route";
import { getMailSettings } from "@/lib/people/mail/get-mail-settings";
import { mailSettingsSchema } from "@/lib/people/mail/schema";

export const GET = route({
  pattern: "/api/v1/instance/mail",
  summary: "Get how this installation sends mail; never the login.",
  answers: { 200: mailSettingsSchema },
  handle: async ({ session: { user } }) => ({ body: getMailSettings({ user }) }),
});
