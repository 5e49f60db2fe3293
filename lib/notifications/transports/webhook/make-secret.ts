import { randomBytes } from "node:crypto";

const SECRET_BYTES = 32;

/** A new secret to sign webhooks with, in the form of Standard Webhooks: `whsec_` and base64 of 32 random bytes. */
export function makeSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`;
}
