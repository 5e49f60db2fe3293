import { z } from "zod";

/** Whether both databases can store this text and return it unchanged: no U+0000, no lone surrogates. */
export function isStorableText(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}

// Characters that change the text direction: a name must not be able to rearrange the line it appears in.
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Removes characters that would change the direction of the following text, on a page or in a message. */
export function withoutDirectionMarks(text: string): string {
  return text.replace(DIRECTION_MARKS, "");
}

/** What a program elsewhere says, as one line that can be stored and shown anywhere: no controls, no direction changes. */
export function oneLine(text: string): string {
  return withoutDirectionMarks(text.toWellFormed())
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
}

const NOT_SHOWN = /[\p{Default_Ignorable_Code_Point}\p{C}\p{Z}]/gu;

/** Whether a reader sees anything of this text: it is more than blanks and characters of no width. */
export function isVisible(text: string): boolean {
  return text.replace(NOT_SHOWN, "") !== "";
}

/** A zod type for text that a person types: trimmed, without direction changes, storable, within [min, max] characters. */
export function plainText({ min, max }: { min: number; max: number }) {
  return z
    .string("must be text")
    .meta({ minLength: min, maxLength: max })
    .transform((text) => withoutDirectionMarks(text).trim())
    .pipe(
      z
        .string()
        .min(min, min === 1 ? "must not be empty" : `must have at least ${min} characters`)
        .max(max, `must have at most ${max} characters`)
        .refine((text) => min === 0 || isVisible(text) || !isStorableText(text), "must not be empty")
        .refine(isStorableText, "contains characters that cannot be stored"),
    );
}
