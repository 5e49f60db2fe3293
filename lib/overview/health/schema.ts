import { z } from "zod";

const HEALTH_CHECKS = ["database", "pulse", "worker", "outbox"] as const;

/** Answer of GET /api/health: 200 when every part is ok, else 503. */
export const healthSchema = z
  .object({
    status: z.enum(["ok", "behind"]),
    checks: z.record(
      z.enum(HEALTH_CHECKS),
      z.object({ ok: z.boolean(), message: z.string(), age_ms: z.number().nullable() }),
    ),
  })
  .meta({ id: "Health" });
export type HealthView = z.output<typeof healthSchema>;
