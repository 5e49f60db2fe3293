import { hashToken, isCheckedToken, makeCheckedToken } from "@/lib/db/secrets/checked-token";

// 42 characters in all; Telegram hands on up to 64 of A–Z, a–z, 0–9, _ and -
// (https://core.telegram.org/bots/features#deep-linking).
const PREFIX = "lsl_";

/** A new link's secret, `lsl_…`, and what is stored of it. */
export function makeLinkToken(): { token: string; hash: string } {
  const token = makeCheckedToken(PREFIX);
  return { token, hash: hashToken(token) };
}

/** What a text would be stored as, or null if it cannot be a link's: a stranger's words cost no look into the database. */
export function hashLinkToken(text: string): string | null {
  return isCheckedToken({ prefix: PREFIX, text }) ? hashToken(text) : null;
}
