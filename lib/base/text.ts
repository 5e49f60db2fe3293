import { z } from "zod";

/** Whether both databases can store this text and give it back: no U+0000, no lone surrogates. */
export function isStorableText(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}

// Characters that turn the direction of what follows: a name must not be able to rewrite the line it stands in.
const TURNS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text without what would turn the words behind it round, in a page as in a message. */
export function withoutTurns(text: string): string {
  return text.replace(TURNS, "");
}

/** A zod type for what a person types: trimmed, turning nothing round, storable, within [min, max] characters. */
export function plainText({ min, max }: { min: number; max: number }) {
  return z
    .string("must be text")
    .meta({ minLength: min, maxLength: max })
    .transform((text) => withoutTurns(text).trim())
    .pipe(
      z
        .string()
        .min(min, min === 1 ? "must not be empty" : `must have at least ${min} characters`)
        .max(max, `must have at most ${max} characters`)
        .refine(isStorableText, "contains characters that cannot be stored"),
    );
}
