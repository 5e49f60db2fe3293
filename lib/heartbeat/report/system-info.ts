import { z } from "zod";
import { timeSchema } from "@/lib/base/time";
import { forEachFigure } from "./figures";

export const systemInfoSchema = z.object({
  hostname: z.string().optional(),
  platform: z.string().optional(),
  platform_version: z.string().optional(),
  kernel_version: z.string().optional(),
  cpu_cores: z.number().optional(),
  memory_total_mb: z.number().optional(),
  disk_total_gb: z.number().optional(),
  last_boot_time: timeSchema.optional(),
});
export type SystemInfo = z.output<typeof systemInfoSchema>;

export const lastSampleSchema = z.object({
  at: timeSchema,
  ...forEachFigure(() => z.number().nullable()),
  fullest_filesystem: z
    .object({ mount: z.string(), used_pct: z.number() })
    .nullable()
    .default(null)
    .describe("Of those that the agent listed; null: it listed none."),
});
export type LastSample = z.output<typeof lastSampleSchema>;
