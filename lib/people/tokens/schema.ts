import { z } from "zod";
import { durationSchema } from "@/lib/base/duration-schema";
import { nameText } from "@/lib/base/text";
import { timeSchema } from "@/lib/base/time";
import { ROLES } from "../teams/roles";

const DAY_MS = 86_400_000;

/** Body of POST /api/v1/tokens. `role`: the most it may do; null: the same as its person. `expires_in`: null: never. */
export const createTokenSchema = z.strictObject({
  name: nameText({ min: 1, max: 100 }),
  role: z.enum(ROLES, "must be viewer, member, admin or null").nullable().default(null),
  expires_in: durationSchema({ minMs: 60_000, maxMs: 3_660 * DAY_MS })
    .nullable()
    .default(null),
});

/** An API token as /api/v1 returns it; never the token itself. */
export const tokenSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  /** Its first characters, by which people recognise it. */
  hint: z.string(),
  role: z.enum(ROLES).nullable(),
  created_at: timeSchema,
  /** Null: never. */
  expires_at: timeSchema.nullable(),
  last_used_at: timeSchema.nullable(),
});
export type TokenView = z.output<typeof tokenSchema>;

/** An API token of anybody in the team, as its admins see it; never the token itself. */
export const teamTokenSchema = tokenSchema.extend({
  owner: z.object({
    user_id: z.number().int(),
    name: z.string(),
    /** In this team. The token can do no more. */
    role: z.enum(ROLES),
    /** Whether their account is disabled: the token is refused until it is enabled again. */
    disabled: z.boolean(),
    /** Whether it is the caller. */
    you: z.boolean(),
  }),
});
export type TeamTokenView = z.output<typeof teamTokenSchema>;

/** Answer of POST /api/v1/tokens: the only one that contains the token. */
export const createdTokenSchema = tokenSchema.extend({ token: z.string() });
export type CreatedToken = z.output<typeof createdTokenSchema>;
