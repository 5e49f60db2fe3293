import { seal, unseal } from "@/lib/db/secrets/seal";
import type { ChannelType } from "../messages/channel-type";

// Older versions sealed the plain text of the one secret there was. No secret that a person can enter begins like this.
const MARK = "\u0000";

/** The text of the secret column for a type's secrets; null: it has none. */
export function sealSecrets(secrets: object, sealKey: Buffer): string | null {
  if (Object.keys(secrets).length === 0) return null;
  return seal(MARK + JSON.stringify(secrets), sealKey);
}

/**
 * The secrets in a channel's secret column; null: they cannot be read, because one is missing or the column was sealed
 * with another LUNASENTRI_SECRET.
 */
export function openSecrets({
  type,
  sealed,
  sealKey,
}: {
  type: ChannelType;
  sealed: string | null;
  sealKey: Buffer;
}): object | null {
  const text = sealed === null ? `${MARK}{}` : tryToUnseal(sealed, sealKey);
  if (text === null) return null;
  if (!text.startsWith(MARK)) return type.fromPlainSecret?.(text) ?? null;
  return type.secrets.safeParse(JSON.parse(text.slice(MARK.length))).data ?? null;
}

function tryToUnseal(sealed: string, sealKey: Buffer): string | null {
  try {
    return unseal(sealed, sealKey);
  } catch {
    return null;
  }
}
