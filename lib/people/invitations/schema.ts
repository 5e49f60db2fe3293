import { z } from "zod";
import { emailSchema } from "../auth/schema";
import { mailResultSchema } from "../mail/schema";
import { roleSchema } from "../teams/schema";

/** Body of POST /api/v1/invitations. `email`: who it is for, and is mailed to; anyone with the link can use it. */
export const createInvitationSchema = z.strictObject({
  role: roleSchema,
  email: emailSchema.nullable().default(null),
});

/** A valid invitation as /api/v1 returns it. Times RFC 3339 UTC. */
export const invitationSchema = z.object({
  id: z.number().int(),
  role: roleSchema,
  email: z.string().nullable(),
  invited_by: z.string(),
  created_at: z.string(),
  expires_at: z.string(),
});
export type InvitationView = z.output<typeof invitationSchema>;

/** Answer of POST /api/v1/invitations: the only one that contains the link. */
export const createdInvitationSchema = invitationSchema.extend({
  url: z.string(),
  /** Null: it was not mailed, because there is no address or no mail server. */
  mail: mailResultSchema.nullable(),
});
export type CreatedInvitation = z.output<typeof createdInvitationSchema>;

/** Body of POST /api/v1/join: the `lsi_…` of an invitation link. */
export const joinSchema = z.strictObject({ invitation: z.string("must be text").max(200, "is too long") });

export const joinedSchema = z.object({ team_id: z.number().int() });

/** What anyone with an invitation link may know about it. */
export type Offer = {
  team: { id: number; name: string };
  role: string;
  email: string | null;
  invitedBy: string;
};
