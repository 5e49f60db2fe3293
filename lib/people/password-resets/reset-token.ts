import { hashToken, isCheckedToken, makeCheckedToken } from "@/lib/db/secrets/checked-token";

const PREFIX = "lsr_";

/** The secret of a new reset link, `lsr_…`, and what is stored of it. */
export function makeResetToken(): { token: string; hash: string } {
  const token = makeCheckedToken(PREFIX);
  return { token, hash: hashToken(token) };
}

/** What a text would be stored as, or null if it cannot be of a reset link: a typo costs no look into the database. */
export function hashResetToken(text: string): string | null {
  return isCheckedToken({ prefix: PREFIX, text }) ? hashToken(text) : null;
}
