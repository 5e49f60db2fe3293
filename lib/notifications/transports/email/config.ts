import { z } from "zod";
import { env } from "@/lib/base/env";
import {
  type MailSender,
  type MailServer,
  mailServerUrl,
  readMailSender,
  readMailServer,
} from "@/lib/base/mail-server";
import { emailSchema } from "@/lib/people/auth/schema";

const MAX_TO = 20;

export const toSchema = z
  .array(emailSchema, "must be a list of e-mail addresses")
  .min(1, "must name at least one address")
  .max(MAX_TO, `must name at most ${MAX_TO} addresses`)
  .transform((all) => [...new Set(all)]);

/** The address of a server without its login, in its one form. */
export const serverSchema = z
  .string("must be text")
  .trim()
  .max(300, "must have at most 300 characters")
  .transform((text, context) => {
    const server = readMailServer(text);
    if (server !== null && server.user === null) return mailServerUrl(server);
    context.addIssue("must be an address such as smtp://mail.example.org:587, without a user and a password");
    return z.NEVER;
  });

const line = z
  .string("must be text")
  .trim()
  .min(1, "must not be empty")
  .max(300, "must have at most 300 characters")
  .regex(/^\P{Cc}*$/u, "must be one line");

export const userSchema = line;
/** Blanks at its ends belong to it. */
export const passwordSchema = z
  .string("must be text")
  .min(1, "must not be empty")
  .max(500, "must have at most 500 characters")
  .regex(/^\P{Cc}*$/u, "must be one line");
export const fromSchema = line.refine(
  (text) => readMailSender(text) !== null,
  "must be an e-mail address, or LunaSentri <monitor@example.org>",
);

export const configSchema = z.object({
  to: z.array(z.string()).describe("Who gets the mail."),
  server: z
    .string()
    .nullable()
    .default(null)
    .describe("Its own mail server; null: that of the installation."),
  user: z.string().nullable().default(null).describe("As whom it signs in there."),
  from: z.string().nullable().default(null).describe("Who the mail is from."),
  has_password: z.boolean().default(false).describe("It signs in with a password."),
});
export const secretsSchema = z.object({ password: passwordSchema.nullable().default(null) });

export type EmailConfig = z.output<typeof configSchema>;
export type EmailSecrets = z.output<typeof secretsSchema>;

/** How a channel's mail goes out, by its own server or by that of the installation; null: neither is complete. */
export function routeOf(
  { server, user, from }: Pick<EmailConfig, "server" | "user" | "from">,
  { password }: EmailSecrets,
): { server: MailServer; from: MailSender; isOwn: boolean } | null {
  if (server === null) {
    const { mail } = env();
    return mail === null ? null : { ...mail, isOwn: false };
  }
  const read = readMailServer(server);
  const sender = readMailSender(from ?? user ?? "");
  return read === null || sender === null
    ? null
    : { server: { ...read, user, password }, from: sender, isOwn: true };
}

/** What of a channel's fields does not fit together, in words by field. */
export function findMistakes({
  config: { server, user, from },
  secrets: { password },
}: {
  config: EmailConfig;
  secrets: EmailSecrets;
}): Record<string, string> {
  if (server === null) {
    if (env().mail === null)
      return {
        server:
          "is needed: this installation has no mail server of its own. Enter one here, or whoever runs the hub sets SMTP_URL",
      };
    const stray = { user, password, from };
    return Object.fromEntries(
      Object.entries(stray).flatMap(([name, value]) =>
        value === null ? [] : [[name, "is only for a mail server of its own, which is missing"]],
      ),
    );
  }
  if (user !== null && password === null) return { password: "is missing beside the user" };
  if (user === null && password !== null) return { user: "is missing beside the password" };
  if (readMailSender(from ?? user ?? "") === null)
    return { from: "must say who the mail is from, because the user is not an e-mail address" };
  return {};
}

/** Which server a channel's mail goes through: the pace and the health of one server are shared. */
export function serverKey({ server }: Pick<EmailConfig, "server">): string {
  const { mail } = env();
  const url = server ?? (mail === null ? "none" : mailServerUrl(mail.server));
  return `smtp:${url.replace(/^smtps?:\/\//, "")}`;
}
