import { hashToken, isCheckedToken, makeCheckedToken } from "@/lib/db/secrets/checked-token";

const PREFIX = "lsi_";

/** The secret of a new invitation, `lsi_…`, and its stored form. */
export function makeInvitationToken(): { token: string; hash: string } {
  const token = makeCheckedToken(PREFIX);
  return { token, hash: hashToken(token) };
}

/** The stored form of a text, or null if it cannot be an invitation: a typo costs no database query. */
export function hashInvitationToken(text: string): string | null {
  return isCheckedToken({ prefix: PREFIX, text }) ? hashToken(text) : null;
}
