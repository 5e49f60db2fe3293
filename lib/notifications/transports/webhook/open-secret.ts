import { unseal } from "@/lib/db/secrets/seal";
import type { SendResult } from "../../messages/send-result";

/** A channel's secret in clear text, or null when it has none or was sealed with another LUNASENTRI_SECRET. */
export function openSecret(sealed: string | null, sealKey: Buffer): string | null {
  if (sealed === null) return null;
  try {
    return unseal(sealed, sealKey);
  } catch {
    return null;
  }
}

/** What comes of an attempt whose secret cannot be read. Trying again would not help. */
export const SECRET_UNREADABLE: SendResult = {
  kind: "failed",
  httpStatus: null,
  message: "The channel's secret cannot be read with this hub's LUNASENTRI_SECRET; set a new one.",
  retryAfterMs: null,
  isFinal: true,
};
