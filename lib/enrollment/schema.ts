import { z } from "zod";
import { plainText } from "../text";

/** Body of POST /agent/enroll. Unknown fields are ignored, as in reports. */
export const enrollSchema = z.object({
  token: z.string("must be the one-time token, lse_…").max(200, "is too long for a one-time token"),
  hostname: plainText({ min: 0, max: 253 }).optional(),
});

/** Answer of POST /agent/enroll. */
export type Enrolled = { machine_id: number; api_key: string };

/** Answer of POST /api/v1/machines/:id/enroll-token. */
export type EnrollTokenView = { enroll_token: string; expires_at: string };
