import { z } from "zod";

/** The address of a receiver as people enter it. A user name and password may be in it, as browsers take them. */
export const webUrlWithLogin = z
  .string("must be an address")
  .trim()
  .max(2_048, "must have at most 2048 characters")
  .refine((text) => URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol), {
    message: "must be an address that begins with https:// or http://",
    abort: true,
  })
  .transform((text) => new URL(text).toString());

/** The same without a user name and password, for receivers that take none. */
export const webUrl = webUrlWithLogin.refine(
  (text) => new URL(text).username === "" && new URL(text).password === "",
  "must not contain a user name or password",
);
