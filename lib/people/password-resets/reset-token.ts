import { hashToken, isCheckedToken, makeCheckedToken } from "@/lib/db/secrets/checked-token";

const PREFIX = "lsr_";

/** The secret of a new reset link, `lsr_…`, and its stored form. */
export function makeResetToken(): { token: string; hash: string } {
  const token = makeCheckedToken(PREFIX);
  return { token, hash: hashToken(token) };
}

/** The stored form of a text, or null if it cannot be from a reset link: a typo costs no database query. */
export function hashResetToken(text: string): string | null {
  return isCheckedToken({ prefix: PREFIX, text }) ? hashToken(text) : null;
}
