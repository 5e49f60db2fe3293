import { z } from "zod";

/** The address of a receiver as people enter it. It contains no password, because it is shown again. */
export const webUrl = z
  .string("must be an address")
  .trim()
  .max(2_048, "must have at most 2048 characters")
  .refine((text) => URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol), {
    message: "must be an address that begins with https:// or http://",
    abort: true,
  })
  .refine((text) => new URL(text).username === "" && new URL(text).password === "", {
    message: "must not contain a user name or password",
  })
  .transform((text) => new URL(text).toString());
