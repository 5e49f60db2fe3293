import { fillText, fillValue, findWrongPlaceholder, hasPlaceholders, type Values } from "./placeholders";

/** What a body is: JSON, a form's fields with `name=value` on each line, or plain text. */
export const FORMATS = ["json", "form", "text"] as const;
export type Format = (typeof FORMATS)[number];

export const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  text: "text/plain; charset=utf-8",
};

/** A value of JSON. */
type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

const MAX_DEPTH = 20;

/** What is wrong with the template of a body, in words; null: nothing. */
export function findWrongBody(format: Format, body: string): string | null {
  return findWrongPlaceholder(body) ?? FIND_WRONG[format](body);
}

const FIND_WRONG: Readonly<Record<Format, (body: string) => string | null>> = {
  json(body) {
    try {
      return findWrongJson(JSON.parse(body) as Json);
    } catch (error) {
      return `must be JSON, with placeholders in quotes (${error instanceof Error ? error.message : String(error)})`;
    }
  },
  form(body) {
    const wrong = linesOf(body).find(
      ([name, value]) => name === "" || hasPlaceholders(name) || value === null,
    );
    return wrong === undefined ? null : "must have name=value on each line, with placeholders only in values";
  },
  text: () => null,
};

function findWrongJson(value: Json, depth = 0): string | null {
  if (depth > MAX_DEPTH) return `must not be nested more than ${MAX_DEPTH} levels deep`;
  // It would be sent as another number.
  if (typeof value === "number" && !isExact(value))
    return "contains a number with too many digits; put it in quotes";
  if (typeof value !== "object" || value === null) return null;
  if (Object.keys(value).some(hasPlaceholders)) return "must have placeholders only in values, not in names";
  for (const each of Object.values(value)) {
    const wrong = findWrongJson(each, depth + 1);
    if (wrong !== null) return wrong;
  }
  return null;
}

function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

/**
 * A body with its placeholders filled in. No value can end the text that it stands in: JSON is taken apart first and put
 * together afterwards, a form's values are encoded.
 */
export function fillBody(format: Format, body: string, values: Values): string {
  if (format === "text") return fillText(body, values);
  if (format === "json") return JSON.stringify(fillJson(JSON.parse(body) as Json, values));
  const fields = linesOf(body).map(([name, value]): [string, string] => [
    name,
    fillText(value ?? "", values),
  ]);
  return new URLSearchParams(fields).toString();
}

function fillJson(value: Json, values: Values): Json {
  if (typeof value === "string") return fillValue(value, values);
  if (Array.isArray(value)) return value.map((each) => fillJson(each, values));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fillJson(each, values)]));
}

/** The fields of a form as they are written; a value of null: the line has no equals sign. */
function linesOf(body: string): [name: string, value: string | null][] {
  return body
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const equals = line.indexOf("=");
      return equals < 0 ? [line, null] : [line.slice(0, equals).trim(), line.slice(equals + 1).trim()];
    });
}
