import { FIGURES, type Figures } from "./figures";
import { type Goodbye, type Measured, reportSchema } from "./schema";
import type { SystemInfo } from "./system-info";

/** What was measured at one instant, as it will be stored. */
export type Sample = {
  sampledAtMs: number;
  figures: Figures;
  /** The lists that were sent, by their names on the wire; null: not sent. */
  details: Partial<Pick<Measured, "filesystems" | "interfaces" | "temperatures" | "gauges">> | null;
};

/** One report as it will be stored. */
export type Report = {
  /** Null: no figures, only proof of life. */
  sample: Sample | null;
  /** Samples from while the hub was unreachable: they fill charts and affect nothing else. */
  backlog: readonly Sample[];
  systemInfo: SystemInfo | null;
  reportIntervalMs: number | null;
  agentVersion: string | null;
  bootId: string | null;
  /** A planned stop that the agent announces. */
  goodbye: Goodbye | null;
};

export const PROOF_OF_LIFE: Report = {
  sample: null,
  backlog: [],
  systemInfo: null,
  reportIntervalMs: null,
  agentVersion: null,
  bootId: null,
  goodbye: null,
};

export type ParsedReport = { ok: true; report: Report } | { ok: false; message: string };

// An agent's clock may be wrong by years: outside this span around the hub's own clock its time is ignored.
const MAX_BEHIND_MS = 48 * 3_600_000;
const MAX_AHEAD_MS = 5 * 60_000;

const MAX_FIELD_PATH = 100;

/** Parses the body of a report (docs/adding-machines.md): the report, or a sentence that says what is wrong. Unknown fields are ignored. */
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
    // A gauge's name is part of the path, and may be as long as the body.
    const place = issue?.path.join(".").slice(0, MAX_FIELD_PATH) ?? "report";
    return { ok: false, message: `${place} ${issue?.message ?? "is not valid"}.` };
  }
  const fields = parsed.data;
  const claimedMs = fields.timestamp === null ? nowMs : Date.parse(fields.timestamp);
  return {
    ok: true,
    report: {
      sample: toSample(fields, isPlausible({ claimedMs, nowMs }) ? claimedMs : nowMs),
      backlog: (fields.samples ?? []).flatMap((each) => {
        const sampledAtMs = Date.parse(each.timestamp);
        const sample = isPlausible({ claimedMs: sampledAtMs, nowMs }) ? toSample(each, sampledAtMs) : null;
        return sample === null ? [] : [sample];
      }),
      systemInfo: fields.system_info,
      reportIntervalMs: fields.interval_s === null ? null : Math.round(fields.interval_s * 1000),
      agentVersion: fields.agent_version,
      bootId: fields.boot_id,
      goodbye: fields.goodbye,
    },
  };
}

function isPlausible({ claimedMs, nowMs }: { claimedMs: number; nowMs: number }): boolean {
  return claimedMs >= nowMs - MAX_BEHIND_MS && claimedMs <= nowMs + MAX_AHEAD_MS;
}

/** Null: nothing was measured. */
function toSample(fields: Measured, sampledAtMs: number): Sample | null {
  const figures = {} as Figures;
  let isMeasured = false;
  for (const figure of FIGURES) {
    const value = fields[figure];
    figures[figure] = value;
    if (value !== null) isMeasured = true;
  }
  const details = toDetails(fields);
  return isMeasured || details !== null ? { sampledAtMs, figures, details } : null;
}

function toDetails({ filesystems, interfaces, temperatures, gauges }: Measured): Sample["details"] {
  const sent = Object.entries({ filesystems, interfaces, temperatures, gauges }).filter(
    ([, entries]) => entries !== null,
  );
  return sent.length === 0 ? null : Object.fromEntries(sent);
}
