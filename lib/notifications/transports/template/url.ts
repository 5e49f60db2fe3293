import { z } from "zod";
import { fillText, findWrongPlaceholder, hasPlaceholders, type Values } from "./placeholders";

const MAX_LENGTH = 2_048;
// Everything before the path. Placeholders cannot be in it, so no machine's name decides where a message goes.
const ORIGIN = /^https?:\/\/[^/?#\\{}]+/i;

/** An address with placeholders in segments of its path, and in values of its query. */
export const urlTemplate = z
  .string("must be an address")
  .trim()
  .min(1, "must not be empty")
  .max(MAX_LENGTH, `must have at most ${MAX_LENGTH} characters`)
  .superRefine((text, context) => {
    const wrong = findWrong(text);
    if (wrong !== null) context.addIssue(wrong);
  });

function findWrong(text: string): string | null {
  const unknown = findWrongPlaceholder(text);
  if (unknown !== null) return unknown;
  const plain = text.replace(/\{\{.*?\}\}/g, "x");
  if (/[\s\p{Cc}\\]/u.test(plain) || !/^https?:\/\//i.test(text) || !URL.canParse(plain))
    return "must be an address that begins with https:// or http://";
  const origin = ORIGIN.exec(text)?.[0] ?? "";
  const { username, password, host } = new URL(plain);
  if (username !== "" || password !== "")
    return "must not contain a user name or password; they have their own fields";
  if (!URL.canParse(origin) || new URL(origin).host !== host)
    return "must have placeholders only behind its host";
  const names = partsOf(text).query.map(([name]) => name);
  if (names.some(hasPlaceholders)) return "must have placeholders only in values of its query, not in names";
  return null;
}

type Parts = { origin: string; path: string[]; query: [name: string, value: string | null][] };

/** An address taken apart; what follows # is never sent. */
function partsOf(text: string): Parts {
  const origin = ORIGIN.exec(text)?.[0] ?? "";
  const [behind = ""] = text.slice(origin.length).split("#");
  const question = behind.indexOf("?");
  const path = question < 0 ? behind : behind.slice(0, question);
  const pairs = question < 0 ? [] : behind.slice(question + 1).split("&");
  return {
    origin,
    path: path.split("/"),
    query: pairs.map((pair) => {
      const equals = pair.indexOf("=");
      return equals < 0 ? [pair, null] : [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  };
}

/** An address with its placeholders filled in; no value can leave the segment or the value that it stands in. */
export function fillUrl(text: string, values: Values): string {
  const { origin, path, query } = partsOf(text);
  const write = (value: string) => encodeURIComponent(value.toWellFormed());
  const segments = path.map((segment) => {
    const filled = fillText(segment, values, write);
    // Alone, dots would leave the segment.
    return hasPlaceholders(segment) && /^\.{1,2}$/.test(filled) ? filled.replaceAll(".", "_") : filled;
  });
  const pairs = query.map(([name, value]) =>
    value === null ? name : `${name}=${fillText(value, values, write)}`,
  );
  return new URL(
    `${origin}${segments.join("/")}${pairs.length === 0 ? "" : `?${pairs.join("&")}`}`,
  ).toString();
}
