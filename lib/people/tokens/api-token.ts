import { hashToken, isCheckedToken, makeCheckedToken } from "@/lib/db/secrets/checked-token";

const PREFIX = "lst_";
const HINT_LENGTH = 8;

/** A new API token, `lst_…`, its stored form, and its first characters, by which people recognise it. */
export function makeApiToken(): { token: string; hash: string; hint: string } {
  const token = makeCheckedToken(PREFIX);
  return { token, hash: hashToken(token), hint: token.slice(0, HINT_LENGTH) };
}

/** The stored form of a text, or null if it cannot be a token: a typo costs no database query. */
export function hashApiToken(text: string): string | null {
  return isCheckedToken({ prefix: PREFIX, text }) ? hashToken(text) : null;
}

/** The API token in an Authorization header, well formed or not; null if the header contains something else, or nothing. */
export function readBearer(authorization: string | null): string | null {
  const given = /^Bearer +(\S+) *$/i.exec(authorization ?? "")?.[1];
  return given?.startsWith(PREFIX) ? given : null;
}
