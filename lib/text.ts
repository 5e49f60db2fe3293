import { z } from "zod";

/** Whether both databases can store this text and give it back: no U+0000, no lone surrogates. */
export function isStorableText(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}

/** A zod type for what a person types: trimmed, storable, within [min, max] characters. */
export function plainText({ min, max }: { min: number; max: number }) {
  return z
    .string("must be text")
    .meta({ minLength: min, maxLength: max })
    .transform((text) => text.trim())
    .pipe(
      z
        .string()
        .min(min, min === 1 ? "must not be empty" : `must have at least ${min} characters`)
        .max(max, `must have at most ${max} characters`)
        .refine(isStorableText, "contains characters that cannot be stored"),
    );
}
