import path from "node:path";
import ipaddr from "ipaddr.js";
import { z } from "zod";

/** Networks, comma-separated. */
export const cidrListSchema = z.string().transform((text, context) => {
  const cidrs: string[] = [];
  for (const part of text.split(",")) {
    const cidr = part.trim();
    if (cidr === "") continue;
    if (!ipaddr.isValidCIDR(cidr))
      context.addIssue(`must be networks such as 10.0.0.0/8, comma-separated; ${cidr} is not a network`);
    cidrs.push(cidr);
  }
  return cidrs;
});

/** An HTTP address without user name and password, and without a slash at its end. */
export const httpUrlSchema = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    context.addIssue("must be an address such as https://monitor.example.org");
    return z.NEVER;
  }
  if (url.username !== "" || url.password !== "") {
    context.addIssue(
      "must be an address without user name and password, such as https://monitor.example.org",
    );
    return z.NEVER;
  }
  return url.toString().replace(/\/$/, "");
});

/** The address of a whole site, without a path. */
export const hubUrlSchema = httpUrlSchema.transform((text, context) => {
  const { origin, pathname, search, hash } = new URL(text);
  const extra = [
    pathname !== "/" && `the path ${pathname}`,
    search !== "" && "what follows the ?",
    hash !== "" && "what follows the #",
  ].filter((part) => part !== false);
  if (extra.length === 0) return origin;
  context.addIssue(
    `must be an address such as ${origin}, without ${extra.join(" and ")}. ` +
      "LunaSentri needs a name or a port of its own: it cannot be below a path of another site",
  );
  return z.NEVER;
});

const PROXY = "must be the address of an HTTP proxy, such as http://proxy.example.org:3128";

/** The address of an HTTP proxy; many write it without the protocol. */
export const proxyUrlSchema = z.string().transform((text, context) => {
  const address = text.includes("://") ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url !== null && ["http:", "https:"].includes(url.protocol) && isDecodable(url)) return url;
  context.addIssue(PROXY);
  return z.NEVER;
});

function isDecodable({ username, password }: URL): boolean {
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

/** Names of hosts, separated by commas or blanks. */
export const hostListSchema = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((host) => host !== ""));

/** The address that paths are appended to. */
export const baseUrlSchema = httpUrlSchema.refine(
  (url) => !/[?#]/.test(url),
  "must be an address such as https://monitor.example.org, without ? or #",
);

const NOT_PERCENT_ENCODED =
  "is not an address such as postgresql://user:password@host/database. In the user and the password, write # as %23, / as %2F, ? as %3F, @ as %40, : as %3A and % as %25";

/** Whether the driver will read this address as it is meant: a # in a password, say, ends an address. */
function isPostgresqlUrl(text: string): boolean {
  // Without a host the driver looks for a socket.
  const withHost = text.replace("@/", "@localhost/");
  if (!URL.canParse(withHost)) return false;
  const { username, password, pathname, search, hash } = new URL(withHost);
  try {
    for (const part of [username, password, pathname]) decodeURIComponent(part);
  } catch {
    return false;
  }
  return hash === "" && !`${pathname}${search}`.includes("@");
}

/** The address of a database, as its engine wants it. */
export const databaseSchema = z.string().transform((text, context) => {
  if (/^postgres(?:ql)?:\/\//.test(text)) {
    if (isPostgresqlUrl(text)) return { kind: "postgresql" as const, url: text };
    context.addIssue(NOT_PERCENT_ENCODED);
    return z.NEVER;
  }
  if (text.startsWith("file:"))
    return { kind: "sqlite" as const, file: path.resolve(text.slice("file:".length)) };
  context.addIssue("must begin with postgresql:// (leave it out for the embedded database)");
  return z.NEVER;
});
