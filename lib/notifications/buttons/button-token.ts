import { createHmac, hkdfSync } from "node:crypto";
import { hashToken } from "@/lib/db/secrets/checked-token";

const FORM = /^lsb_[-_A-Za-z0-9]{43}$/;

/**
 * The token of a message's button, `lsb_…`, and its stored form. It is the same over all attempts to send the message, so that
 * whichever of them arrives has a button that works. `key`: the message's own (Told.key).
 */
export function buttonToken({
  sealKey,
  channelId,
  incidentId,
  key,
}: {
  sealKey: Buffer;
  channelId: number;
  incidentId: number;
  key: string;
}): { token: string; hash: string } {
  const own = Buffer.from(hkdfSync("sha256", sealKey, "", "message buttons", 32));
  const digest = createHmac("sha256", own).update(JSON.stringify([channelId, incidentId, key]));
  const token = `lsb_${digest.digest("base64url")}`;
  return { token, hash: hashToken(token) };
}

/** The stored form of a text, or null if it cannot be a button's token: that costs no database query. */
export function hashButtonToken(text: string): string | null {
  return FORM.test(text) ? hashToken(text) : null;
}
