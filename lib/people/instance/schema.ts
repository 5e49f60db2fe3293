import { z } from "zod";

/** Body of PUT /api/v1/instance/registration. */
export const putRegistrationSchema = z.strictObject({ open: z.boolean("must be true or false") });

/** Whether anybody may create an account, and what decides it: REGISTRATION, this setting, or neither. */
export const registrationSchema = z.object({
  open: z.boolean(),
  source: z.enum(["variable", "setting", "default"]),
});
export type RegistrationView = z.output<typeof registrationSchema>;
