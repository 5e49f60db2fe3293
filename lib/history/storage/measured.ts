import { z } from "zod";

/** What a measurement says of the tables, as it is stored; empty: to find out would have taken too long. */
export const measuredTablesSchema = z.array(
  z.object({
    table: z.string(),
    rows: z.number(),
    bytes: z.number(),
    /** Milliseconds since 1970; null: it has no rows, or its rows have no time. */
    oldestMs: z.number().nullable(),
  }),
);
export type MeasuredTable = z.output<typeof measuredTablesSchema>[number];
