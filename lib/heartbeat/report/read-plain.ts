import { isStorableText } from "@/lib/base/text";
import { type Figures, MEASURES } from "./figures";
import { MAX_TIME_OFF_MS } from "./impossible-times";
import {
  INTERVAL_S,
  LISTS,
  listsSchema,
  MAX_AGENT_VERSION,
  MAX_BOOT_ID,
  MAX_ENTRIES,
  MAX_FIGURE,
  MAX_UPTIME_S,
  type ReportFields,
  time,
} from "./schema";

type Json = Record<string, unknown>;

const isAbsent = (value: unknown) => value === null || value === undefined;

/**
 * Reads the report that nearly every agent sends nearly always, without the schema's cost: figures, lists, and what says who
 * measured and when. Null: it has more than that, or anything that is not exactly right; then the schema decides. A test
 * compares the two.
 */
export function readPlain({ report, nowMs }: { report: Json; nowMs: number }): ReportFields | null {
  if (!isAbsent(report.system_info) || !isAbsent(report.samples) || !isAbsent(report.goodbye)) return null;
  const timestamp = readTime(report.timestamp, nowMs);
  const sentAt = readTime(report.sent_at, nowMs);
  const agentVersion = readText(report.agent_version, MAX_AGENT_VERSION);
  const bootId = readText(report.boot_id, MAX_BOOT_ID);
  const interval = readNumber(report.interval_s, INTERVAL_S.min, INTERVAL_S.max);
  const figures = readFigures(report);
  const lists = readLists(report);
  if (timestamp === undefined || sentAt === undefined || agentVersion === undefined || bootId === undefined)
    return null;
  if (interval === undefined || figures === undefined || lists === undefined) return null;
  const rest = {
    timestamp,
    sent_at: sentAt,
    system_info: null,
    interval_s: interval,
    agent_version: agentVersion,
    boot_id: bootId,
    samples: null,
    goodbye: null,
  };
  // Twenty times as fast as spreading them in a literal, which costs more than the schema.
  return Object.assign(rest, figures, lists);
}

// In all of these null means absent, and undefined: not exactly right.

function readNumber(value: unknown, min: number, max: number): number | null | undefined {
  if (value === null || value === undefined) return null;
  return typeof value === "number" && value >= min && value <= max ? value : undefined;
}

function readText(value: unknown, max: number): string | null | undefined {
  if (value === null || value === undefined) return null;
  return typeof value === "string" && value.length <= max && isStorableText(value) ? value : undefined;
}

function readTime(value: unknown, nowMs: number): string | null | undefined {
  if (value === null || value === undefined) return null;
  if (typeof value !== "string" || !time.safeParse(value).success) return undefined;
  return Math.abs(Date.parse(value) - nowMs) <= MAX_TIME_OFF_MS ? value : undefined;
}

function readFigures(report: Json): Figures | undefined {
  const figures = {} as Figures;
  for (const { figure, measure } of MEASURES) {
    const max = figure === "uptime_s" ? MAX_UPTIME_S : MAX_FIGURE[measure];
    const value = readNumber(report[figure], 0, max);
    if (value === undefined) return undefined;
    figures[figure] = value !== null && measure === "counter" ? Math.trunc(value) : value;
  }
  return figures;
}

const NO_LISTS = { filesystems: null, interfaces: null, temperatures: null, gauges: null };

function readLists(report: Json): typeof NO_LISTS | ReturnType<typeof listsSchema.parse> | undefined {
  if (LISTS.every((name) => isAbsent(report[name]))) return NO_LISTS;
  for (const name of LISTS) {
    const entries = report[name];
    if (isAbsent(entries)) continue;
    if (typeof entries !== "object" || entries === null) return undefined;
    if ((Array.isArray(entries) ? entries : Object.keys(entries)).length > MAX_ENTRIES) return undefined;
  }
  return listsSchema.safeParse(report).data;
}
