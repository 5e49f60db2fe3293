import { z } from "zod";
import { timeSchema } from "@/lib/base/time";

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
  cpu_pct: z.number().nullable(),
  mem_used_pct: z.number().nullable(),
  disk_used_pct: z.number().nullable(),
  net_rx_bytes: z.number().nullable(),
  net_tx_bytes: z.number().nullable(),
  uptime_s: z.number().nullable(),
  swap_used_pct: z.number().nullable(),
  load1: z.number().nullable(),
  load5: z.number().nullable(),
  load15: z.number().nullable(),
});
export type LastSample = z.output<typeof lastSampleSchema>;
