import { z } from "zod";

/** An instant as /api/v1 returns it: RFC 3339, UTC. */
export const timeSchema = z.string().meta({ format: "date-time" });

/** An instant in a query, with any offset. */
export const instantSchema = z.iso
  .datetime({ offset: true, error: "must be an RFC 3339 time such as 2026-01-31T08:00:00Z" })
  .transform((text) => new Date(text));
