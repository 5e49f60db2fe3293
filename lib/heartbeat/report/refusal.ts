import { z } from "zod";
import { timeSchema } from "@/lib/base/time";

/** Why the hub could not use a report, in a sentence. `status`: what it answered; null: it left out a part of the report. */
export type Refusal = { status: number | null; message: string };

/** The same as a machine's row keeps it (JSON), with the time of the report. */
export const storedRefusalSchema = z.object({
  at: timeSchema,
  status: z.number().int().nullable(),
  message: z.string(),
});
