import { z } from "zod";
import { timeSchema } from "@/lib/base/time";
import { emailSchema, passwordSchema } from "../auth/schema";
import { mailResultSchema } from "../mail/schema";

/** Body of POST /api/v1/members/:user_id/password-reset. `mail`: also send the link to the person's address. */
export const createResetSchema = z.strictObject({ mail: z.boolean("must be true or false").default(false) });

/** Answer of POST /api/v1/members/:user_id/password-reset: the only one that contains the link. */
export const createdResetSchema = z.object({
  url: z.string(),
  expires_at: timeSchema,
  /** Null: it was not mailed. */
  mail: mailResultSchema.nullable(),
});
export type CreatedReset = z.output<typeof createdResetSchema>;

/** Body of POST /api/v1/password-reset/mail. */
export const askForResetSchema = z.strictObject({ email: emailSchema });

/** Body of POST /api/v1/password-reset: the `lsr_…` of the link. */
export const resetPasswordSchema = z.strictObject({
  reset: z.string("must be text").max(200, "is too long"),
  new_password: passwordSchema,
});
