import { z } from "zod";
import { nameText } from "@/lib/base/text";
import { timeSchema } from "@/lib/base/time";

/** Body of POST /agent/enroll. Unknown fields are ignored, as in reports. */
export const enrollSchema = z.object({
  token: z.string("must be the one-time token, lse_…").max(200, "is too long for a one-time token"),
  hostname: nameText({ min: 0, max: 253 }).optional(),
});

/** Answer of POST /agent/enroll. */
export const enrolledSchema = z.object({ machine_id: z.number().int(), api_key: z.string() });
export type Enrolled = z.output<typeof enrolledSchema>;

/** Answer of POST /api/v1/machines/:id/enroll-token. */
export const enrollTokenSchema = z.object({ enroll_token: z.string(), expires_at: timeSchema });
export type EnrollTokenView = z.output<typeof enrollTokenSchema>;
