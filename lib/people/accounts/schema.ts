import { z } from "zod";
import { pageQuery } from "@/lib/base/paging";
import { searchText } from "@/lib/base/text";
import { timeSchema } from "@/lib/base/time";

/** Query of GET /api/v1/instance/accounts. */
export const accountsQuery = z.strictObject({
  ...pageQuery,
  q: searchText({ max: 254 }).optional().describe("Part of a name or an e-mail address."),
});

/** An account of this installation, as its admins see it. */
export const accountSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  email: z.string(),
  is_instance_admin: z.boolean(),
  created_at: timeSchema,
  /** Since then nobody can sign in to it, and its API tokens are refused; null: it is in use. */
  disabled_at: timeSchema.nullable(),
  /** Of the sessions that are open; null: there is none. */
  last_used_at: timeSchema.nullable(),
  /** In how many teams. */
  teams: z.number().int(),
  /** Whether it is the caller's. */
  you: z.boolean(),
});
export type AccountView = z.output<typeof accountSchema>;
