import { hashToken, isCheckedToken, makeCheckedToken } from "@/lib/db/secrets/checked-token";

const PREFIX = "lse_";
const LIFETIME_MS = 3_600_000;

/** The stored form of a one-time token. */
export type StoredEnrollToken = { hash: string; createdAt: Date; expiresAt: Date };

/** A new one-time token, `lse_…`, which is valid for an hour, and its stored form. */
export function makeEnrollToken(now: Date): { token: string; stored: StoredEnrollToken } {
  const token = makeCheckedToken(PREFIX);
  const expiresAt = new Date(now.getTime() + LIFETIME_MS);
  return { token, stored: { hash: hashToken(token), createdAt: now, expiresAt } };
}

/** The stored form of a text, or null if it cannot be a token: a typo costs no database query. */
export function hashEnrollToken(text: string): string | null {
  return isCheckedToken({ prefix: PREFIX, text }) ? hashToken(text) : null;
}
