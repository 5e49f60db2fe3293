import { z } from "zod";

/** A phone number as services take it (E.164); blanks, hyphens and brackets in it are left out. */
export const phoneNumber = z
  .string("must be a phone number")
  .transform((text) => text.replace(/[\s()./-]/g, ""))
  .refine((text) => /^\+[1-9]\d{6,14}$/.test(text), "must look like +491701234567");

/** The end of a phone number, by which people tell it from others. */
export function endOfNumber(number: string): string {
  return `…${number.slice(-3)}`;
}
