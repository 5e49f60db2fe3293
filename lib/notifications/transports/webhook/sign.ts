import { createHash, createHmac } from "node:crypto";

/**
 * The headers that prove a webhook came from this hub (docs/notifications.md, Verifying): Standard Webhooks 1.0.0 and the original's own.
 * `body` is the exact text that is sent; `timestampS` unix seconds of this attempt. While a secret is being rotated,
 * `oldSecret` is the one before it: a receiver may know either.
 */
export function signWebhook({
  id,
  timestampS,
  body,
  secret,
  oldSecret = null,
}: {
  id: string;
  timestampS: number;
  body: string;
  secret: string;
  oldSecret?: string | null;
}): Record<string, string> {
  const secrets = oldSecret === null ? [secret] : [secret, oldSecret];
  const signatures = secrets.map((each) =>
    standardSignature({ secret: each, text: `${id}.${timestampS}.${body}` }),
  );
  // The original's documents say "the secret"; its code, and the receivers that work, use the SHA-256 of it. Its header
  // has room for one signature: that of the secret which the receiver already knows.
  const originalKey = createHash("sha256")
    .update(oldSecret ?? secret)
    .digest();
  return {
    "webhook-id": id,
    "webhook-timestamp": String(timestampS),
    "webhook-signature": signatures.join(" "),
    "x-lunasentri-signature": `sha256=${createHmac("sha256", originalKey).update(body).digest("hex")}`,
  };
}

function standardSignature({ secret, text }: { secret: string; text: string }): string {
  // A whsec_ secret is base64 after its prefix; any other is its UTF-8 bytes.
  const key = secret.startsWith("whsec_")
    ? Buffer.from(secret.slice("whsec_".length), "base64")
    : Buffer.from(secret);
  return `v1,${createHmac("sha256", key).update(text).digest("base64")}`;
}
