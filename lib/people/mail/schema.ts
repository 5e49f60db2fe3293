import { z } from "zod";

/** What became of a mail; `message`: the mail server's own words, or why it got none. */
export const mailResultSchema = z.object({ sent: z.boolean(), message: z.string() });
export type MailResult = z.output<typeof mailResultSchema>;

/** How the installation sends mail. `server`: host and port; null: it sends none. Never the login. */
export const mailSettingsSchema = z.object({
  server: z.string().nullable(),
  from: z.string().nullable(),
  /** Whether people can ask for a link for a new password themselves: it takes HUB_URL as well. */
  resets: z.boolean(),
});
export type MailSettings = z.output<typeof mailSettingsSchema>;
