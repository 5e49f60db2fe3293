import { z } from "zod";
import { durationSchema } from "../duration";
import { MAX_OFFLINE_AFTER_MS, MIN_OFFLINE_AFTER_MS } from "../heartbeat/constants";
import { plainText } from "../text";

export const MACHINE_STATUSES = ["pending", "online", "offline", "disabled"] as const;
export type MachineStatus = (typeof MACHINE_STATUSES)[number];

const name = plainText({ min: 1, max: 100 });
const hostname = plainText({ min: 0, max: 253 });
const description = plainText({ min: 0, max: 2_000 });
const tags = z
  .array(plainText({ min: 1, max: 40 }))
  .max(20, "at most 20 tags")
  .transform((list) => [...new Set(list)]);
const offlineAfter = durationSchema({ minMs: MIN_OFFLINE_AFTER_MS, maxMs: MAX_OFFLINE_AFTER_MS }).nullable();

/** Body of POST /api/v1/machines. `offline_after`: a duration text in, milliseconds out; null: the default. */
export const createMachineSchema = z.strictObject({
  name,
  hostname: hostname.nullable().optional(),
  description: description.optional(),
  tags: tags.optional(),
  offline_after: offlineAfter.optional(),
});

/** Body of PATCH /api/v1/machines/:id: what POST takes, each optional. */
export const updateMachineSchema = createMachineSchema.partial();

const MAX_OVERLAP_MS = 30 * 86_400_000;
const DEFAULT_OVERLAP_MS = 86_400_000;

/** Body of POST /api/v1/machines/:id/rotate-key. `overlap`: how long the old keys stay good; "0s": they end at once. */
export const rotateKeySchema = z.strictObject({
  overlap: durationSchema({ minMs: 0, maxMs: MAX_OVERLAP_MS }).default(DEFAULT_OVERLAP_MS),
});

/** A machine that is away for longer is disabled. */
export const MAX_PAUSE_MS = 90 * 86_400_000;

/** Body of POST /api/v1/machines/:id/pause: the end of the maintenance window as an instant, or how long it is. */
export const pauseMachineSchema = z
  .strictObject({
    until: z.iso
      .datetime({ offset: true, error: "must be a time such as 2026-03-01T12:00:00Z" })
      .transform((text) => new Date(text))
      .optional(),
    for: durationSchema({ minMs: 1_000, maxMs: MAX_PAUSE_MS }).optional(),
  })
  .refine((input) => (input.until === undefined) !== (input.for === undefined), {
    message: "give either this or until",
    path: ["for"],
  });

/** Query of GET /api/v1/machines. */
export const listMachinesSchema = z.strictObject({
  status: z.enum(MACHINE_STATUSES).optional(),
  tag: z.string().max(40).optional(),
  q: z.string().max(200).optional(),
});

const time = z.string();

export const systemInfoSchema = z.object({
  hostname: z.string().optional(),
  platform: z.string().optional(),
  platform_version: z.string().optional(),
  kernel_version: z.string().optional(),
  cpu_cores: z.number().optional(),
  memory_total_mb: z.number().optional(),
  disk_total_gb: z.number().optional(),
  last_boot_time: time.optional(),
});
export type SystemInfo = z.output<typeof systemInfoSchema>;

export const lastSampleSchema = z.object({
  at: time,
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

/** A machine as /api/v1 shows it. Times RFC 3339 UTC, durations as text. */
export const machineSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  /** What a person typed, else what the agent reports, else null. */
  hostname: z.string().nullable(),
  description: z.string(),
  tags: z.array(z.string()),
  status: z.enum(MACHINE_STATUSES),
  last_seen: time.nullable(),
  /** The time of day at which silence becomes an outage if the hub keeps hearing; null unless online. */
  deadline: time.nullable(),
  /** The machine's own threshold; null: the default. */
  offline_after: z.string().nullable(),
  /** The threshold in force. */
  offline_after_effective: z.string(),
  /** More than half of the threshold used. */
  late: z.boolean(),
  /** The end of the maintenance window it is in, whatever its status; null: nothing is paused. */
  paused_until: time.nullable(),
  system_info: systemInfoSchema,
  last_sample: lastSampleSchema.nullable(),
  agent_version: z.string().nullable(),
  created_at: time,
});
export type MachineView = z.output<typeof machineSchema>;

/** A key that is still good, as far as it may be shown. */
const keySchema = z.object({
  hint: z.string(),
  created_at: time,
  last_used_at: time.nullable(),
  /** Null: for ever. */
  expires_at: time.nullable(),
});

/** One machine, as GET /api/v1/machines/:id shows it. */
const machineDetailSchema = machineSchema.extend({ keys: z.array(keySchema) });
export type MachineDetail = z.output<typeof machineDetailSchema>;

export const createdMachineSchema = machineSchema.extend({ api_key: z.string(), enroll_token: z.string() });
