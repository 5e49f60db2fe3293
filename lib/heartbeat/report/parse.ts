import { oneLine } from "@/lib/base/text";
import { bootNumber } from "./boot";
import { cutLists } from "./cut-lists";
import type { Fault } from "./fault";
import { FIGURES, type Figures } from "./figures";
import { findImpossibleTimes } from "./impossible-times";
import { readPlain } from "./read-plain";
import type { Refusal } from "./refusal";
import { type Goodbye, type Measured, type ReportFields, reportSchema } from "./schema";
import type { SystemInfo } from "./system-info";
import { removeBadParts } from "./without-bad-parts";

/** What was measured at one instant, as it will be stored. */
export type Sample = {
  sampledAtMs: number;
  figures: Figures;
  /** The lists that were sent, by their names on the wire; null: not sent. */
  details: Partial<Pick<Measured, "filesystems" | "interfaces" | "temperatures" | "gauges">> | null;
  /** A number for the boot in which it was taken; null: not known. */
  boot: number | null;
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
  /** How far the agent's clock is ahead of the hub's, 0 where that does not matter; null: the report has no time. */
  clockOffsetMs: number | null;
  /** Why it, or a part of it, could not be used; null: it could. */
  refusal: Refusal | null;
};

export const PROOF_OF_LIFE: Report = {
  sample: null,
  backlog: [],
  systemInfo: null,
  reportIntervalMs: null,
  agentVersion: null,
  bootId: null,
  goodbye: null,
  clockOffsetMs: null,
  refusal: null,
};

export type ParsedReport = { ok: true; report: Report } | { ok: false; message: string };

// An agent's clock may be wrong by years: outside this span around the hub's own clock its time is ignored.
export const MAX_BEHIND_MS = 48 * 3_600_000;
export const MAX_AHEAD_MS = 5 * 60_000;

// A report may be sent again for more than a minute before it arrives. Less than this does not matter to anybody.
export const MIN_CLOCK_OFFSET_MS = 2 * 60_000;

const MAX_FIELD_PATH = 100;
/** A report with more faults than this is no report. */
const MAX_FAULTS = 2_000;
/** What is wrong with a part may show only once a part of it has been removed. */
const ROUNDS = 4;

/**
 * Parses the body of a report (docs/adding-machines.md): the report, or a sentence that says what is wrong. Unknown
 * fields are ignored. A part that is wrong is left out, and the report says so; one of which nothing is left is refused.
 */
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
  const fields = json as Record<string, unknown>;
  const plain = readPlain({ report: fields, nowMs });
  if (plain !== null) return { ok: true, report: toReport(plain, nowMs) };
  return parseAny({ fields, nowMs });
}

/** Parses any report, in place; the same as readPlain does for those that need no more. */
export function parseAny({
  fields,
  nowMs,
}: {
  fields: Record<string, unknown>;
  nowMs: number;
}): ParsedReport {
  const impossible = findImpossibleTimes({ report: fields, nowMs });
  const faults = [...cutLists(fields), ...impossible];
  removeBadParts(
    fields,
    impossible.map(({ path }) => path),
  );
  for (let round = 0; round < ROUNDS; round += 1) {
    const parsed = reportSchema.safeParse(fields);
    if (parsed.success) return finish({ report: toReport(parsed.data, nowMs), faults });
    const { issues } = parsed.error;
    // What a later round finds follows from what this one takes away.
    if (round === 0) faults.push(...issues);
    const paths = issues.map(({ path }) => path);
    if (issues.length > MAX_FAULTS || !removeBadParts(fields, paths)) break;
  }
  return { ok: false, message: sentenceFor(faults) };
}

function finish({ report, faults }: { report: Report; faults: readonly Fault[] }): ParsedReport {
  if (faults.length === 0) return { ok: true, report };
  const message = sentenceFor(faults);
  return saysNothing(report)
    ? { ok: false, message }
    : { ok: true, report: { ...report, refusal: { status: null, message } } };
}

/** What is wrong, as a sentence that names the first part. */
function sentenceFor(faults: readonly Fault[]): string {
  const [first] = faults;
  // A gauge's name is part of the path: anybody's text, and as long as the body.
  const path = oneLine(first?.path.join(".") ?? "report", MAX_FIELD_PATH);
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : "";
  return `${path} ${first?.message ?? "is not valid"}${more}.`;
}

function saysNothing(report: Report): boolean {
  const { sample, backlog, systemInfo, reportIntervalMs, agentVersion, bootId, goodbye } = report;
  const said = [sample, systemInfo, reportIntervalMs, agentVersion, bootId, goodbye];
  return backlog.length === 0 && said.every((part) => part === null);
}

function toReport(fields: ReportFields, nowMs: number): Report {
  const claimedMs = fields.timestamp === null ? nowMs : Date.parse(fields.timestamp);
  const sampledAtMs = isPlausible({ claimedMs, nowMs }) ? claimedMs : nowMs;
  // What the agent's clock showed when it sent the report, rather than when it measured.
  const sentAt = fields.sent_at ?? fields.timestamp;
  return {
    sample: toSample({ fields, sampledAtMs, bootId: fields.boot_id }),
    backlog: (fields.samples ?? []).flatMap((each) => {
      const sampledAtMs = Date.parse(each.timestamp);
      const bootId = each.boot_id ?? fields.boot_id;
      const sample = isPlausible({ claimedMs: sampledAtMs, nowMs })
        ? toSample({ fields: each, sampledAtMs, bootId })
        : null;
      return sample === null ? [] : [sample];
    }),
    systemInfo: fields.system_info,
    reportIntervalMs: fields.interval_s === null ? null : Math.round(fields.interval_s * 1000),
    agentVersion: fields.agent_version,
    bootId: fields.boot_id,
    goodbye: fields.goodbye,
    clockOffsetMs: sentAt === null ? null : clockOffset(Date.parse(sentAt) - nowMs),
    refusal: null,
  };
}

function clockOffset(offsetMs: number): number {
  return Math.abs(offsetMs) >= MIN_CLOCK_OFFSET_MS ? offsetMs : 0;
}

function isPlausible({ claimedMs, nowMs }: { claimedMs: number; nowMs: number }): boolean {
  return claimedMs >= nowMs - MAX_BEHIND_MS && claimedMs <= nowMs + MAX_AHEAD_MS;
}

/** Null: nothing was measured. */
function toSample({
  fields,
  sampledAtMs,
  bootId,
}: {
  fields: Measured;
  sampledAtMs: number;
  bootId: string | null;
}): Sample | null {
  const figures = {} as Figures;
  let isMeasured = false;
  for (const figure of FIGURES) {
    const value = fields[figure];
    figures[figure] = value;
    if (value !== null) isMeasured = true;
  }
  const details = toDetails(fields);
  if (!isMeasured && details === null) return null;
  return { sampledAtMs, figures, details, boot: bootNumber(bootId) };
}

function toDetails({ filesystems, interfaces, temperatures, gauges }: Measured): Sample["details"] {
  if (filesystems === null && interfaces === null && temperatures === null && gauges === null) return null;
  const sent = Object.entries({ filesystems, interfaces, temperatures, gauges }).filter(
    ([, entries]) => entries !== null,
  );
  return Object.fromEntries(sent);
}
