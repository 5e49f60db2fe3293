import { hashToken, isCheckedToken, makeCheckedToken } from "@/lib/db/secrets/checked-token";

const PREFIX = "lsi_";

/** A new invitation's secret, `lsi_…`, and what is stored of it. */
export function makeInvitationToken(): { token: string; hash: string } {
  const token = makeCheckedToken(PREFIX);
  return { token, hash: hashToken(token) };
}

/** What a text would be stored as, or null if it cannot be an invitation: a typo costs no look into the database. */
export function hashInvitationToken(text: string): string | null {
  return isCheckedToken({ prefix: PREFIX, text }) ? hashToken(text) : null;
}
