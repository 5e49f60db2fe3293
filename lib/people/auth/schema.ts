import { z } from "zod";
import { nameText } from "@/lib/base/text";
import { browserZoneSchema } from "@/lib/base/time-zone";

const MIN_PASSWORD_LENGTH = 10;
// Argon2 accepts any length; the limit keeps a sign-in from burning CPU time.
export const MAX_PASSWORD_LENGTH = 1_024;

export const emailSchema = nameText({ min: 1, max: 254 })
  .pipe(z.email("must be an e-mail address"))
  .transform((text) => text.toLowerCase());

export const passwordSchema = z
  .string("must be text")
  .min(MIN_PASSWORD_LENGTH, `must have at least ${MIN_PASSWORD_LENGTH} characters`)
  .max(MAX_PASSWORD_LENGTH, `must have at most ${MAX_PASSWORD_LENGTH} characters`);

/** A new account with a team of its own. E-mail addresses are stored and compared in lower case. */
export const accountSchema = z.strictObject({
  name: nameText({ min: 1, max: 100 }),
  email: emailSchema,
  password: passwordSchema,
  team_name: nameText({ min: 1, max: 100 }).optional(),
  time_zone: browserZoneSchema.optional(),
});

/** Body of POST /api/v1/setup. `code`: what the hub printed when it started; one that is missing is a wrong one. */
export const setupSchema = accountSchema.extend({ code: z.string("must be text").max(100).default("") });

/** Answer of POST /api/v1/setup. */
export const setUpSchema = z.object({ user_id: z.number().int(), team_id: z.number().int() });

/** The input of a sign-in form. Only bounds: whether it is right is checked later. */
export const credentialsSchema = z.object({
  email: z
    .string()
    .max(254)
    .transform((text) => text.normalize("NFC").trim().toLowerCase()),
  password: z.string().min(1).max(MAX_PASSWORD_LENGTH),
});

/** Body of POST /api/v1/register. `invitation`: the `lsi_…` of an invitation link; without one, registration must be open. */
export const registerSchema = accountSchema.extend({ invitation: z.string().max(200).optional() });
