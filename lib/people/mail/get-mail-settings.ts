import { env } from "@/lib/base/env";
import { requireInstanceAdmin } from "../instance/require-instance-admin";
import type { MailSettings } from "./schema";

/** Whether the installation sends mail. */
export function doesSendMail(): boolean {
  return env().mail !== null;
}

/**
 * Whether people can ask for a link for a new password themselves. The hub must know its own address for that: the one
 * that a stranger's request names may be the stranger's.
 */
export function doesMailResets(): boolean {
  return doesSendMail() && env().hubUrl !== null;
}

/** How the installation sends mail. Only for admins of the installation. */
export function getMailSettings({ user }: { user: { isInstanceAdmin: boolean } }): MailSettings {
  requireInstanceAdmin(user);
  const { mail } = env();
  if (mail === null) return { server: null, from: null, resets: false };
  const { host, port } = mail.server;
  return {
    server: `${host.includes(":") ? `[${host}]` : host}:${port}`,
    from: mail.from.address,
    resets: doesMailResets(),
  };
}
