import { seal, unseal } from "@/lib/db/secrets/seal";
import type { ChannelType } from "../messages/channel-type";
import { readingsOf } from "./readings";
import { partsOf } from "./secret-parts";

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

/**
 * A receiver's words without any of these secrets or any part of them, in whatever case and encoding it has said them back;
 * and without the beginning of one where words were cut off.
 */
export function withoutSecrets(words: string, secrets: readonly (object | null)[]): string {
  const forms = [...new Set(secrets.flatMap(textsIn).flatMap(partsOf).flatMap(formsOf))].filter(
    (form) => form.length >= MIN_HIDDEN,
  );
  const found = readingsOf(words).flatMap((reading) =>
    forms
      .flatMap((form) => [...placesOf(form, reading.text), ...cutPlacesOf(form, reading.text)])
      .map(([from, to]): Place => [reading.starts[from] ?? 0, reading.ends[to - 1] ?? 0]),
  );
  return without(found, words);
}

/** From the first unit to the one after the last. */
type Place = [from: number, to: number];

/** Every place where a text contains the form, also where two overlap. */
function placesOf(form: string, text: string): Place[] {
  const places: Place[] = [];
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1))
    places.push([at, at + form.length]);
  return places;
}

/** Where the form begins and is cut off by the last ellipsis (oneLine in lib/base/text.ts). */
function cutPlacesOf(form: string, text: string): Place[] {
  const end = text.lastIndexOf("…");
  // Of an address the beginning is no secret.
  if (end < 0 || form.includes("://")) return [];
  for (let length = form.length - 1; length >= MIN_HIDDEN; length--)
    if (text.endsWith(form.slice(0, length), end)) return [[end - length, end + 1]];
  return [];
}

/** The words with one ellipsis for each run of places. */
function without(places: Place[], words: string): string {
  let shown = "";
  let done = 0;
  for (const [from, to] of places.sort(([a], [b]) => a - b)) {
    if (from > done || done === 0) shown += `${words.slice(done, from)}…`;
    done = Math.max(done, to);
  }
  return shown + words.slice(done);
}

/** Every text in a value, however deep. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** How a part of a secret reads, also where a plus sign stands for a blank, as in queries. */
function formsOf(part: string): string[] {
  return [part, part.replaceAll("+", " "), part.replaceAll(" ", "+")]
    .flatMap(readingsOf)
    .map(({ text }) => text);
}

function tryToUnseal(sealed: string, sealKey: Buffer): string | null {
  try {
    return unseal(sealed, sealKey);
  } catch {
    return null;
  }
}
