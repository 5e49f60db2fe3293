import { formatAge } from "@/lib/base/duration";
import type { MachineRecord } from "@/lib/db/models";
import { readStatus } from "@/lib/heartbeat/machine-status";
import { MAX_AHEAD_MS, MAX_BEHIND_MS } from "@/lib/heartbeat/report/parse";
import { type Refusal, storedRefusalSchema } from "@/lib/heartbeat/report/refusal";
import { hostWords, isShared, sightingsSchema } from "@/lib/heartbeat/sightings";
import { intervalHint } from "@/lib/heartbeat/threshold";
import { parseJson } from "./parse-json";
import { PROBLEM_KINDS, type Problem } from "./schema";

/** The columns of a machine that its problems show in. */
export type ProblemColumns = Pick<
  MachineRecord,
  "status" | "sightings" | "refusal" | "clockOffsetMs" | "reportIntervalMs" | "graceIntervalMs"
>;

/** What is wrong with the reports of a machine at this moment, each as sentences that say what to do; nothing if it is disabled. */
export function problemsOf({
  machine,
  thresholdMs,
  now,
}: {
  machine: ProblemColumns;
  /** The threshold in force. */
  thresholdMs: number;
  now: Date;
}): Problem[] {
  if (readStatus(machine.status) === "disabled") return [];
  const { reportIntervalMs } = machine;
  const refusal = parseJson(storedRefusalSchema, machine.refusal);
  const offsetMs = Number(machine.clockOffsetMs ?? 0);
  const messages: Record<Problem["kind"], string | null> = {
    cloned: clonedWords(machine, now.getTime()),
    refused: refusal === null || refusal.status === null ? null : refusedWords(refusal),
    left_out:
      refusal === null || refusal.status !== null
        ? null
        : `A part of its latest report was left out: ${refusal.message}`,
    interval: reportIntervalMs === null ? null : intervalHint({ thresholdMs, reportIntervalMs }),
    clock: offsetMs === 0 ? null : clockWords(offsetMs),
  };
  return PROBLEM_KINDS.flatMap((kind) => {
    const message = messages[kind];
    return message === null ? [] : [{ kind, message }];
  });
}

function clonedWords(machine: ProblemColumns, nowMs: number): string | null {
  const intervalMs = Math.max(machine.reportIntervalMs ?? 0, Number(machine.graceIntervalMs));
  const sightings = parseJson(sightingsSchema, machine.sightings);
  if (!isShared(sightings, { nowMs, intervalMs })) return null;
  return (
    `${hostWords(sightings.hosts)} with its key: one is probably a copy of the other. ` +
    "While this lasts, the hub cannot notice that one of them has gone silent. Give the copy a machine of its own."
  );
}

function refusedWords({ status, message }: Refusal): string {
  return `The hub could not use its latest report (HTTP ${status}): ${message} It counts as a sign of life, but without figures.`;
}

function clockWords(offsetMs: number): string {
  // To the minute: the texts of a page should not change with every report.
  const off = `Its clock is ${formatAge(Math.round(Math.abs(offsetMs) / 60_000) * 60_000)} ${offsetMs > 0 ? "ahead of" : "behind"} the hub's.`;
  const isIgnored = offsetMs > MAX_AHEAD_MS || offsetMs < -MAX_BEHIND_MS;
  const charts = isIgnored
    ? "Charts use the time of receipt instead, and leave out what it kept while the hub was unreachable."
    : `Charts show figures that come with a time of its own, such as those that it kept while the hub was unreachable, that much too ${offsetMs > 0 ? "late" : "early"}.`;
  return `${off} ${charts} Alerts are not affected. Set its clock, for example with NTP.`;
}
