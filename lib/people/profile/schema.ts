import { z } from "zod";
import { nameText } from "@/lib/base/text";
import { timeSchema } from "@/lib/base/time";
import { MAX_PASSWORD_LENGTH, passwordSchema } from "../auth/schema";
import { ROLES } from "../teams/roles";

/** The caller, as GET /api/v1/me returns it. */
export const meSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  email: z.string(),
  is_instance_admin: z.boolean(),
  team: z.object({ id: z.number().int(), name: z.string() }),
  /** In this team, at this moment, with this cookie or token. */
  role: z.enum(ROLES),
});
export type MeView = z.output<typeof meSchema>;

/** Body of PATCH /api/v1/me. */
export const updateProfileSchema = z.strictObject({ name: nameText({ min: 1, max: 100 }) });

/** Body of PUT /api/v1/me/password. */
export const changePasswordSchema = z.strictObject({
  current_password: z
    .string("must be text")
    .min(1, "must not be empty")
    .max(MAX_PASSWORD_LENGTH, `must have at most ${MAX_PASSWORD_LENGTH} characters`),
  new_password: passwordSchema,
  revoke_tokens: z
    .boolean("must be true or false")
    .default(false)
    .describe("Also revoke the person's API tokens, and the invitations and reset links that they created."),
});

/** A signed-in browser, as its person sees it. */
export const sessionSchema = z.object({
  id: z.string(),
  /** A description, as far as the browser reveals it: "Firefox on Linux". */
  browser: z.string(),
  address: z.string(),
  created_at: timeSchema,
  last_used_at: timeSchema,
  /** When it ends if it is not used again. */
  expires_at: timeSchema,
  /** When it ends however much it is used. */
  ends_at: timeSchema,
  /** Whether it is the caller's own session. */
  current: z.boolean(),
});
export type SessionView = z.output<typeof sessionSchema>;

/** The path parameters of a session: /api/v1/sessions/:id. */
export const sessionParams = z.object({ id: z.string().min(1).max(100) });
