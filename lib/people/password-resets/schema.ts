import { z } from "zod";
import { timeSchema } from "@/lib/base/time";
import { passwordSchema } from "../auth/schema";

/** Answer of POST /api/v1/members/:user_id/password-reset: the only one that contains the link. */
export const createdResetSchema = z.object({ url: z.string(), expires_at: timeSchema });
export type CreatedReset = z.output<typeof createdResetSchema>;

/** Body of POST /api/v1/password-reset: the `lsr_…` of the link. */
export const resetPasswordSchema = z.strictObject({
  reset: z.string("must be text").max(200, "is too long"),
  new_password: passwordSchema,
});
