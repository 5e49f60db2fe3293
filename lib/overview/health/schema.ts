import { z } from "zod";

const checkSchema = z.object({ ok: z.boolean(), message: z.string(), age_ms: z.number().nullable() });

/** Answer of GET /api/health: 200 when every part is ok, else 503. */
export const healthSchema = z
  .object({
    status: z.enum(["ok", "behind"]),
    checks: z.object({
      database: checkSchema,
      pulse: checkSchema,
      worker: checkSchema,
      outbox: checkSchema,
      web: checkSchema.optional().describe("Not in the overview: whoever reads that is served."),
    }),
  })
  .meta({ id: "Health" });
export type HealthView = z.output<typeof healthSchema>;
