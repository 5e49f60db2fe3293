import { isIP } from "node:net";
import { z } from "zod";

/** How an SMTP server is reached, and as whom. */
export type MailServer = {
  /** A name, or an IP address without brackets. */
  host: string;
  port: number;
  /** Encrypted from the first byte (smtps), instead of after a plain greeting (STARTTLS). */
  isSecure: boolean;
  user: string | null;
  password: string | null;
};

/** Who a mail is from. */
export type MailSender = { name: string; address: string };

/** The server of an address such as smtp://user:password@mail.example.org:587 or smtps://…, or null: it is none. */
export function readMailServer(text: string): MailServer | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !["smtp:", "smtps:"].includes(url.protocol)) return null;
  if (!["", "/"].includes(url.pathname) || url.search !== "" || url.hash !== "") return null;
  // Only hosts of web addresses are read in all forms that an IP address has, such as 0x7f.1.
  const web = `http://${url.hostname}`;
  if (url.hostname === "" || !URL.canParse(web)) return null;
  const host = new URL(web).hostname.replace(/^\[|\]$/g, "").toLowerCase();
  if (host === "" || (isIP(host) === 0 && !/^[a-z0-9._-]+$/.test(host))) return null;
  const isSecure = url.protocol === "smtps:";
  try {
    const user = decodeURIComponent(url.username);
    const password = decodeURIComponent(url.password);
    if (/[\p{Cc}]/u.test(user + password) || (user === "") !== (password === "")) return null;
    return {
      host,
      port: url.port === "" ? (isSecure ? 465 : 587) : Number(url.port),
      isSecure,
      user: user === "" ? null : user,
      password: password === "" ? null : password,
    };
  } catch {
    // A % that encodes nothing.
    return null;
  }
}

/** Where a server is, as an address without its login. */
export function mailServerUrl({
  host,
  port,
  isSecure,
}: Pick<MailServer, "host" | "port" | "isSecure">): string {
  return `${isSecure ? "smtps" : "smtp"}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** The sender in `LunaSentri <monitor@example.org>` or `monitor@example.org`, or null. */
export function readMailSender(text: string): MailSender | null {
  const [, name = "", inBrackets] = /^([^<>\p{Cc}]*)<([^<>]+)>$/u.exec(text.trim()) ?? [];
  const address = z.email().safeParse(inBrackets ?? text.trim());
  if (!address.success) return null;
  return { name: name.trim().replace(/^"(.*)"$/, "$1") || "LunaSentri", address: address.data };
}

export const mailServerSchema = z.string().transform((text, context) => {
  const server = readMailServer(text);
  if (server !== null) return server;
  context.addIssue(
    "must be an address such as smtp://user:password@mail.example.org:587 or smtps://…, with a user and a password or with neither. In both, write # as %23, / as %2F, ? as %3F, @ as %40, : as %3A and % as %25",
  );
  return z.NEVER;
});

export const mailSenderSchema = z.string().transform((text, context) => {
  const sender = readMailSender(text);
  if (sender !== null) return sender;
  context.addIssue("must be an e-mail address, or LunaSentri <monitor@example.org>");
  return z.NEVER;
});
