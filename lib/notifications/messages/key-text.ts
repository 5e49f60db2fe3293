import { z } from "zod";

/**
 * A key or token as a service hands it out. Services change what theirs look like, so nothing more is asked of it than that
 * it can stand in a header: printable, without blanks.
 */
export const keyText = z
  .string("must be text")
  .trim()
  .min(1, "must not be empty")
  .max(500, "must have at most 500 characters")
  .regex(/^[\x21-\x7e]*$/, "must have no blanks and only letters, digits and signs of ASCII");

/** The end of a key, by which people tell it from others; nothing of a short one. */
export function endOf(key: string): string {
  return key.length >= 12 ? `…${key.slice(-3)}` : "…";
}
