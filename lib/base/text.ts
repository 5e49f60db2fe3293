import { z } from "zod";

/** Whether both databases can store this text and return it unchanged: no U+0000, no lone surrogates. */
export function isStorableText(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}

// Characters that change the text direction: a name must not be able to rearrange the line it appears in.
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Removes characters that would change the direction of the following text, on a page or in a message. */
function withoutDirectionMarks(text: string): string {
  return text.replace(DIRECTION_MARKS, "");
}

/**
 * What a program elsewhere says, as one line of at most `max` UTF-16 units that can be stored and shown anywhere: without
 * control characters and direction changes.
 */
export function oneLine(text: string, max = Number.POSITIVE_INFINITY): string {
  const line = withoutDirectionMarks(text.toWellFormed())
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
  if (line.length <= max) return line;
  // A character of two units is not cut in half.
  return `${line.slice(0, max - 1).replace(/[\ud800-\udbff]$/, "")}…`;
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

/** The text without a full stop at its end, for a place in the middle of a sentence. */
export function withoutFullStop(text: string): string {
  return text.trimEnd().replace(/\.+$/, "");
}

// Everything that ends or leaves a line, in any of the ways that programs know: also U+0085, U+2028 and U+2029.
const LINE_BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/** Removes control characters, except some. U+0000 stays: a text with it is refused. */
function withoutControls(text: string, kept = ""): string {
  return text.replace(/\p{Cc}/gu, (control) => (`\u0000${kept}`.includes(control) ? control : ""));
}

/**
 * A zod type for a name that a person types: plain text on one line, in the one normal form in which names are compared.
 * Line breaks become blanks, other control characters are removed.
 */
export function nameText(bounds: { min: number; max: number }) {
  return cleaned(bounds, (text) => withoutControls(text.replace(LINE_BREAKS, " ")).normalize("NFC"));
}

/** The same for text of several lines. */
export function linesText(bounds: { min: number; max: number }) {
  return cleaned(bounds, (text) =>
    withoutControls(text.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n"), "\t\n").normalize("NFC"),
  );
}

function cleaned(bounds: { min: number; max: number }, clean: (text: string) => string) {
  return z
    .string("must be text")
    .meta({ minLength: bounds.min, maxLength: bounds.max })
    .transform(clean)
    .pipe(plainText(bounds));
}

/** A zod type for text to look for: in the normal form of names, without surrounding blanks. */
export function searchText({ max }: { max: number }) {
  return z
    .string()
    .max(max, `must have at most ${max} characters`)
    .transform((text) => text.normalize("NFC").trim());
}

/** The ways in which a text may be stored that looks like this one: rows that are older than the normal form keep theirs. */
export function formsOf(text: string): string[] {
  return [...new Set([text.normalize("NFC"), text.normalize("NFD")])];
}
