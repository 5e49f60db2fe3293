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
 * with another LUNASENTRI_SECRET. `known` are those that may be missing there, because an older version wrote it.
 */
export function openSecrets({
  type,
  sealed,
  known = {},
  sealKey,
}: {
  type: ChannelType;
  sealed: string | null;
  known?: object;
  sealKey: Buffer;
}): object | null {
  const text = sealed === null ? `${MARK}{}` : tryToUnseal(sealed, sealKey);
  if (text === null) return null;
  const read: unknown = text.startsWith(MARK)
    ? JSON.parse(text.slice(MARK.length))
    : type.fromPlainSecret?.(text);
  if (typeof read !== "object" || read === null) return null;
  return type.secrets.safeParse({ ...known, ...read }).data ?? null;
}

const MIN_HIDDEN = 4;

/** A receiver's words without any of these secrets, in whatever form it has echoed them. */
export function withoutSecrets(words: string, secrets: readonly (object | null)[]): string {
  const hidden = secrets
    .flatMap(textsIn)
    .filter((value) => value.length >= MIN_HIDDEN)
    .flatMap(formsOf)
    // The longest first, so that none leaves a part of another one behind.
    .sort((a, b) => b.length - a.length);
  return hidden.reduce((rest, form) => rest.replaceAll(form, "…"), words);
}

/** Every text in a value, however deep. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** A secret as it is, within an address, and within JSON. Of an address that is a secret the path is the secret part. */
function formsOf(secret: string): string[] {
  const url = URL.canParse(secret) ? new URL(secret) : null;
  const paths =
    url === null || url.pathname.length < MIN_HIDDEN ? [] : [url.pathname + url.search, url.pathname];
  return [secret, ...paths].flatMap((text) => [
    text,
    encodeURIComponent(text),
    text.replaceAll("/", "\\/"),
    JSON.stringify(text).slice(1, -1),
  ]);
}

function tryToUnseal(sealed: string, sealKey: Buffer): string | null {
  try {
    return unseal(sealed, sealKey);
  } catch {
    return null;
  }
}
