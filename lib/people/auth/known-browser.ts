import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { browserKey } from "@/lib/db/secrets/instance-secret";

const NONCE_BYTES = 16;
const MAC_BYTES = 32;
const MAX_AGE_S = 400 * 86_400;
const COOKIE = "lunasentri-browser";
// Only the sign-in needs it.
const PATH = "/api/auth";

type Account = { id: number; passwordHash: string };

/** The name of the cookie by which a browser shows that somebody has signed in to this account with it before. */
export function browserCookieName(accountId: number): string {
  return `${COOKIE}-${accountId}`;
}

/** A new value of that cookie. It holds for this account, until its password changes. */
export function makeBrowserProof(account: Account): string {
  const nonce = randomBytes(NONCE_BYTES);
  return Buffer.concat([nonce, mac(account, nonce)]).toString("base64url");
}

/** The id of the browser that such a cookie was given to; null: it is not ours, of another account, or older than the password. */
export function readBrowserProof(account: Account, value: string): string | null {
  const bytes = Buffer.from(value, "base64url");
  if (bytes.length !== NONCE_BYTES + MAC_BYTES) return null;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  if (!timingSafeEqual(bytes.subarray(NONCE_BYTES), mac(account, nonce))) return null;
  return nonce.toString("base64url");
}

/** The Set-Cookie header that gives the proof to a browser. */
export function browserSetCookie({
  accountId,
  proof,
  isSecure,
}: {
  accountId: number;
  proof: string;
  isSecure: boolean;
}): string {
  const name = browserCookieName(accountId);
  const parts = [`${name}=${proof}`, `Path=${PATH}`, `Max-Age=${MAX_AGE_S}`, "HttpOnly", "SameSite=Lax"];
  return [...parts, ...(isSecure ? ["Secure"] : [])].join("; ");
}

// The password's hash is part of it: whoever knew an old password must not gain guesses at the next one.
function mac({ id, passwordHash }: Account, nonce: Buffer): Buffer {
  return createHmac("sha256", browserKey()).update(`${id}\n${passwordHash}\n`).update(nonce).digest();
}
