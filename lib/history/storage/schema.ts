import { z } from "zod";
import { durationTextSchema } from "@/lib/base/duration-schema";
import { timeSchema } from "@/lib/base/time";

/** What one table holds, as /api/v1 shows it. */
const storedTableSchema = z.object({
  table: z.string(),
  rows: z.number().int().describe("Counted on SQLite, estimated on PostgreSQL."),
  bytes: z.number().int().describe("With its indexes."),
  oldest_at: timeSchema.nullable().describe("The time of its oldest row; null: it has none."),
  kept: durationTextSchema
    .nullable()
    .describe("How long its rows are kept once they are over; null: no setting decides that."),
});
export type StoredTable = z.output<typeof storedTableSchema>;

/** The database of this installation, as GET /api/v1/instance/storage shows it. */
export const storageSchema = z
  .object({
    engine: z.enum(["sqlite", "postgresql"]),
    bytes: z.number().int().describe("Now."),
    growth_bytes_per_day: z
      .number()
      .int()
      .nullable()
      .describe("Of the latest week; null: not known before the second day."),
    measured_at: timeSchema.nullable().describe("When the tables were measured, once a day; null: not yet."),
    tables: z.array(storedTableSchema).describe("The largest first."),
    days: z
      .array(z.object({ measured_at: timeSchema, bytes: z.number().int() }))
      .describe("The size on each of the latest thirty days, oldest first."),
  })
  .meta({ id: "Storage" });
export type StorageView = z.output<typeof storageSchema>;
