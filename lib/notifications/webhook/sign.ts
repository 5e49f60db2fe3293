import { createHash, createHmac } from "node:crypto";

/**
 * The headers that prove a webhook came from this hub (WIRE.md §2): Standard Webhooks 1.0.0 and the original's own.
 * `body` is the exact text that is sent; `timestampS` unix seconds of this attempt.
 */
export function signWebhook({
  id,
  timestampS,
  body,
  secret,
}: {
  id: string;
  timestampS: number;
  body: string;
  secret: string;
}): Record<string, string> {
  // A whsec_ secret is base64 behind its prefix; any other is its UTF-8 bytes.
  const key = secret.startsWith("whsec_")
    ? Buffer.from(secret.slice("whsec_".length), "base64")
    : Buffer.from(secret);
  const signature = createHmac("sha256", key).update(`${id}.${timestampS}.${body}`).digest("base64");
  // The original's documents say "the secret"; its code, and the receivers that work, use the SHA-256 of it.
  const originalKey = createHash("sha256").update(secret).digest();
  return {
    "webhook-id": id,
    "webhook-timestamp": String(timestampS),
    "webhook-signature": `v1,${signature}`,
    "x-lunasentri-signature": `sha256=${createHmac("sha256", originalKey).update(body).digest("hex")}`,
  };
}
