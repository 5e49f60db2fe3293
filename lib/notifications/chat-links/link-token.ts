import { hashToken, isCheckedToken, makeCheckedToken } from "@/lib/db/secrets/checked-token";

// 42 characters in all. Telegram passes on up to 64 of A–Z, a–z, 0–9, _ and -
// (https://core.telegram.org/bots/features#deep-linking).
const PREFIX = "lsl_";

/** A new link's secret, `lsl_…`, and what is stored of it. */
export function makeLinkToken(): { token: string; hash: string } {
  const token = makeCheckedToken(PREFIX);
  return { token, hash: hashToken(token) };
}

/**
 * The hash under which a text would be stored, or null if it cannot be a link: a stranger's words cost no database
 * query.
 */
export function hashLinkToken(text: string): string | null {
  return isCheckedToken({ prefix: PREFIX, text }) ? hashToken(text) : null;
}
