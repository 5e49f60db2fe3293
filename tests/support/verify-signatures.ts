import { createHash, createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import type { ReceivedWebhook } from "./webhook-receiver";

/** Throws unless a webhook has both signatures with this secret, checked as receivers of either kind do. */
export function verifySignatures({ rawBody, headers }: ReceivedWebhook, secret: string): void {
  const body = rawBody.toString();
  new Webhook(secret).verify(body, headers as Record<string, string>);
  // The original's: its key is the SHA-256 of the secret as shown.
  const key = createHash("sha256").update(secret).digest();
  const expected = `sha256=${createHmac("sha256", key).update(body).digest("hex")}`;
  if (headers["x-lunasentri-signature"] !== expected) throw new Error("the original's signature is wrong");
}
