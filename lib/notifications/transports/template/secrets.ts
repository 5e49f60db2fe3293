import { z } from "zod";
import { linesText } from "@/lib/base/text";
import { headers } from "../webhook/headers";
import { aroundPlaceholders, fillText, findWrongPlaceholder, type Values } from "./placeholders";

export const templateHeaders = headers.superRefine((given, context) => {
  const wrong = Object.values(given)
    .map(findWrongPlaceholder)
    .find((each) => each !== null);
  if (typeof wrong === "string") context.addIssue(wrong);
});

export const bodyTemplate = linesText({ min: 1, max: 16_384 }).nullable();

/** Everything about a templated webhook that is sealed: any part of it may contain what gives access to its receiver. */
export const templateSecretsSchema = z
  .object({
    url: z.string("must be an address"),
    body: z.string().nullable().default(null),
    body_recovery: z.string().nullable().default(null),
    headers: z.record(z.string(), z.string()).nullable().default(null),
    username: z.string().nullable().default(null),
    password: z.string().nullable().default(null),
    secret: z.string().nullable().default(null),
  })
  .refine(({ username, password }) => username !== null || password === null, {
    message: "must not be empty when there is a password",
    path: ["username"],
  })
  .refine(({ username, headers }) => username === null || !hasAuthorization(headers), {
    message: "must not contain Authorization, because the user name and password already make one",
    path: ["headers"],
  });
export type TemplateSecrets = z.output<typeof templateSecretsSchema>;

function hasAuthorization(headers: Record<string, string> | null): boolean {
  return Object.keys(headers ?? {}).some((name) => name.toLowerCase() === "authorization");
}

/** Headers with their placeholders filled in, for a protocol that knows one line of Latin letters; an empty one is left out. */
export function fillHeaders(headers: TemplateSecrets["headers"], values: Values): Record<string, string> {
  const filled = Object.entries(headers ?? {}).map(([name, value]): [string, string] => [
    name,
    fillText(value, values)
      .replace(/[\p{Cc}\s]+/gu, " ")
      .replace(/[^\x20-\x7e\xa0-\xff]/gu, "?")
      .trim(),
  ]);
  return Object.fromEntries(filled.filter(([, value]) => value !== ""));
}

// Shorter ones are words that answers would be unreadable without.
const MIN_TOKEN = 8;
const MIN_WORD = 16;

/** The words of its bodies that may be keys of the receiver: no answer of it shows them. */
export function tokensIn({ body, body_recovery }: TemplateSecrets): string[] {
  const words = [body, body_recovery].flatMap((text) => aroundPlaceholders(text ?? "")).join(" ");
  return words
    .split(/[\s"'=&,;:{}[\]]+/)
    .filter((word) => word.length >= MIN_WORD || (word.length >= MIN_TOKEN && /\d/.test(word)));
}
