import { z } from "zod";

const MAX_HEADERS = 20;
const MAX_NAME = 100;
const MAX_VALUE = 4_096;

// RFC 9110 §5.6.2 and §5.5: no line break can be in either, so nothing can be added to a request.
const NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
const VALUE = /^[\x21-\x7e\xa1-\xff](?:[\t\x20-\x7e\xa0-\xff]*[\x21-\x7e\xa1-\xff])?$/;

// What the request itself, its connection or its signature consists of.
const OURS =
  /^(host|content-.*|transfer-encoding|connection|keep-alive|proxy-.*|te|trailer|upgrade|expect|date|http2-settings|webhook-.*|x-lunasentri-.*)$/;

/** Headers that a person adds to every request of a webhook, by name. */
export const headers = z
  .record(z.string(), z.string("must be text"), "must be an object of names and values")
  .superRefine((given, context) => {
    const problem = problemOf(Object.entries(given));
    if (problem !== null) context.addIssue(problem);
  });

function problemOf(given: readonly [string, string][]): string | null {
  if (given.length > MAX_HEADERS) return `must be at most ${MAX_HEADERS} headers`;
  const names = new Set<string>();
  for (const [name, value] of given) {
    const shown = JSON.stringify(name.slice(0, MAX_NAME));
    if (!NAME.test(name) || name.length > MAX_NAME) return `${shown} is not the name of a header`;
    if (OURS.test(name.toLowerCase())) return `${shown} is set by LunaSentri itself`;
    if (names.has(name.toLowerCase())) return `${shown} is there twice`;
    if (!VALUE.test(value) || value.length > MAX_VALUE)
      return `${shown} needs a value of 1 to ${MAX_VALUE} printable Latin characters on one line`;
    names.add(name.toLowerCase());
  }
  return null;
}
