import { z } from "zod";

/** What a webhook's own fields are, as a person or program has entered them. */
type Fields = Readonly<Record<string, unknown>>;

const CONTROLS = /\p{Cc}/u;
const WITHOUT_CONTROLS = "must not contain control characters";

/** The user name of Basic authentication (RFC 7617): the colon ends it. */
export const username = z
  .string("must be text")
  .min(1, "must not be empty")
  .max(255, "must have at most 255 characters")
  .refine((text) => !text.includes(":"), "must not contain a colon")
  .refine((text) => !CONTROLS.test(text), WITHOUT_CONTROLS);

export const password = z
  .string("must be text")
  .min(1, "must not be empty")
  .max(1_024, "must have at most 1024 characters")
  .refine((text) => !CONTROLS.test(text), WITHOUT_CONTROLS);

/** The value of the Authorization header for a user name and password. */
export function basicAuthorization(login: { username: string; password: string | null }): string {
  return `Basic ${Buffer.from(`${login.username}:${login.password ?? ""}`).toString("base64")}`;
}

/**
 * Moves a user name and password out of an address, as browsers take them there, into the fields for them. A user name that
 * is taken away takes its password with it.
 */
export function takeLogin(fields: Fields): Fields {
  const given =
    fields.username === null && fields.password === undefined ? { ...fields, password: null } : fields;
  const url = typeof given.url === "string" && URL.canParse(given.url) ? new URL(given.url) : null;
  if (url === null || (url.username === "" && url.password === "")) return given;
  const taken = { username: decoded(url.username), password: decoded(url.password) || null };
  url.username = "";
  url.password = "";
  return { ...given, ...taken, url: url.toString() };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
