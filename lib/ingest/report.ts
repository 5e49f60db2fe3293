import { z } from "zod";
import type { SystemInfo } from "../machines/schema";
import { isStorableText } from "../text";

const text = (max: number) =>
  z
    .string("must be text")
    .max(max, `must have at most ${max} characters`)
    .refine(isStorableText, "contains characters that cannot be stored");

const percent = z.number("must be a number").min(0, "must be 0 to 100").max(100, "must be 0 to 100");
// The largest value a 64-bit column takes.
const counter = z
  .number("must be a number")
  .min(0, "must not be negative")
  .max(9.2e18, "is too large")
  .transform(Math.trunc);
const count = z.number("must be a number").min(0, "must not be negative").max(1e15, "is too large");
const time = z.iso.datetime({ offset: true, error: "must be an RFC 3339 time such as 2026-01-31T08:00:00Z" });

const absent = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? null);

const systemInfo = z.object({
  hostname: text(253).optional(),
  platform: text(100).optional(),
  platform_version: text(100).optional(),
  kernel_version: text(200).optional(),
  cpu_cores: count.optional(),
  memory_total_mb: count.optional(),
  disk_total_gb: count.optional(),
  last_boot_time: time.optional(),
});

const reportSchema = z.object({
  cpu_pct: absent(percent),
  mem_used_pct: absent(percent),
  disk_used_pct: absent(percent),
  net_rx_bytes: absent(counter),
  net_tx_bytes: absent(counter),
  uptime_s: absent(counter),
  timestamp: absent(time),
  system_info: absent(systemInfo),
  interval_s: absent(
    z.number("must be a number").min(0.1, "must be at least 0.1").max(86_400, "must be at most 86400"),
  ),
  agent_version: absent(text(50)),
});

export type Sample = {
  sampledAtMs: number;
  cpuPct: number | null;
  memUsedPct: number | null;
  diskUsedPct: number | null;
  netRxBytes: number | null;
  netTxBytes: number | null;
  uptimeS: number | null;
};

/** One report as it will be stored. `sample` is null where nothing was measured: proof of life alone. */
export type Report = {
  sample: Sample | null;
  systemInfo: SystemInfo | null;
  reportIntervalMs: number | null;
  agentVersion: string | null;
};

export const PROOF_OF_LIFE: Report = {
  sample: null,
  systemInfo: null,
  reportIntervalMs: null,
  agentVersion: null,
};

export type ParsedReport = { ok: true; report: Report } | { ok: false; message: string };

// An agent's clock may be off by years: outside this span around the hub's own clock its word is not used.
const MAX_BEHIND_MS = 48 * 3_600_000;
const MAX_AHEAD_MS = 5 * 60_000;

/** Reads the body of a report (WIRE.md §1): the report, or a sentence that says what is wrong with it. Unknown fields are ignored. */
export function parseReport({ body, nowMs }: { body: string; nowMs: number }): ParsedReport {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { ok: false, message: 'The body is not JSON. Send a JSON object such as {"cpu_pct": 12.5}.' };
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    return { ok: false, message: 'The body is not a report. Send a JSON object such as {"cpu_pct": 12.5}.' };
  }
  const parsed = reportSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { ok: false, message: `${issue?.path.join(".") ?? "report"} ${issue?.message ?? "is not valid"}` };
  }
  const fields = parsed.data;
  const claimedMs = fields.timestamp === null ? nowMs : Date.parse(fields.timestamp);
  const isPlausible = claimedMs >= nowMs - MAX_BEHIND_MS && claimedMs <= nowMs + MAX_AHEAD_MS;
  const measured = [
    fields.cpu_pct,
    fields.mem_used_pct,
    fields.disk_used_pct,
    fields.net_rx_bytes,
    fields.net_tx_bytes,
    fields.uptime_s,
  ];
  return {
    ok: true,
    report: {
      sample: measured.every((value) => value === null)
        ? null
        : {
            sampledAtMs: isPlausible ? claimedMs : nowMs,
            cpuPct: fields.cpu_pct,
            memUsedPct: fields.mem_used_pct,
            diskUsedPct: fields.disk_used_pct,
            netRxBytes: fields.net_rx_bytes,
            netTxBytes: fields.net_tx_bytes,
            uptimeS: fields.uptime_s,
          },
      systemInfo: fields.system_info,
      reportIntervalMs: fields.interval_s === null ? null : Math.round(fields.interval_s * 1000),
      agentVersion: fields.agent_version,
    },
  };
}
