import { z } from "zod";
import { formatDuration } from "@/lib/base/duration";
import type { AgentKeyRecord, MachineRecord } from "@/lib/db/models";
import { readStatus } from "@/lib/heartbeat/machine-status";
import { deadlineAtMs, isPausedAt } from "@/lib/heartbeat/pause";
import { lastSampleSchema, systemInfoSchema } from "@/lib/heartbeat/report/system-info";
import { effectiveThresholdMs } from "@/lib/heartbeat/threshold";
import { isOutdated } from "./agent/version";
import { parseJson } from "./parse-json";
import { type ProblemColumns, problemsOf } from "./problems";
import type { MachineRow } from "./row-schema";
import type { MachineDetail, MachineView } from "./schema";

/** What a machine's view needs to know about the hub: heard time, and the thresholds that apply to machines without their own. */
export type HubFacts = { heardMs: number; teamOfflineAfterMs: number | null; instanceOfflineAfterMs: number };

// Rows that are older than the normal form of names may contain another one, by which nobody would find them.
const tagsSchema = z.array(z.string().transform((tag) => tag.normalize("NFC")));

/** The tags of a machine row; none if the column is malformed. */
export function tagsOf(machine: Pick<MachineRecord, "tags">): string[] {
  return parseJson(tagsSchema, machine.tags) ?? [];
}

/** The hostname to show: what a person has typed, else what the agent reports, else null. */
export function hostnameOf(machine: Pick<MachineRecord, "hostname" | "systemInfo">): string | null {
  return machine.hostname ?? parseJson(systemInfoSchema, machine.systemInfo)?.hostname ?? null;
}

/**
 * Whether more than half of the threshold has passed, in heard time. Only an online machine can be late, and not one that
 * has announced to be silent for that long.
 */
export function isLate({
  machine,
  heardMs,
}: {
  machine: Pick<MachineRecord, "status" | "heardAt" | "thresholdMs" | "plannedMs">;
  heardMs: number;
}): boolean {
  if (readStatus(machine.status) !== "online" || machine.heardAt === null) return false;
  const silentMs = heardMs - Number(machine.heardAt);
  return silentMs * 2 > Number(machine.thresholdMs) && silentMs > Number(machine.plannedMs);
}

type Stopping = Pick<MachineRecord, "goodbye" | "plannedMs" | "lastSeenAt">;

/** What a machine said in its latest report about a stop; null: nothing, or it has reported since. */
export function announcedStopOf({ goodbye, plannedMs, lastSeenAt }: Stopping): MachineView["announced_stop"] {
  const stop = parseJson(announcementSchema, goodbye);
  if (stop === null || lastSeenAt === null) return null;
  const backByMs = lastSeenAt.getTime() + Number(plannedMs);
  return {
    reason: stop.reason,
    at: lastSeenAt.toISOString(),
    back_by: plannedMs > 0n ? new Date(backByMs).toISOString() : null,
  };
}

const announcementSchema = z.object({ reason: z.string() });

/** A machine row as /api/v1 returns it. The deadline is the time of day at which it passes if the hub keeps hearing, but not before the end of a pause. */
export function toMachineView({
  machine,
  hub,
  now,
}: {
  machine: MachineRecord;
  hub: HubFacts;
  now: Date;
}): MachineView {
  const status = readStatus(machine.status);
  const deadlineMs = deadlineAtMs({
    machine: { ...machine, status },
    heardMs: hub.heardMs,
    nowMs: now.getTime(),
  });
  return {
    id: machine.id,
    name: machine.name,
    hostname: hostnameOf(machine),
    description: machine.description,
    runbook_url: machine.runbookUrl,
    tags: tagsOf(machine),
    status,
    last_seen: machine.lastSeenAt?.toISOString() ?? null,
    deadline: deadlineMs === null ? null : new Date(deadlineMs).toISOString(),
    ...thresholdsOf({ machine, hub }),
    paused_until: pausedUntilOf({ machine, now }),
    announced_stop: announcedStopOf(machine),
    late: isLate({ machine, heardMs: hub.heardMs }),
    system_info: parseJson(systemInfoSchema, machine.systemInfo) ?? {},
    last_sample: parseJson(lastSampleSchema, machine.lastSample),
    ...reporterOf(machine),
    problems: problemsOf({ machine, thresholdMs: thresholdOf({ machine, hub }), now }),
    created_at: machine.createdAt.toISOString(),
  };
}

/** The columns of a machine that lists need. */
export type MachineRowRecord = Pick<
  MachineRecord,
  | "id"
  | "name"
  | "hostname"
  | "tags"
  | "status"
  | "offlineAfterMs"
  | "systemInfo"
  | "lastSample"
  | "agentVersion"
  | "lastSeenAt"
  | "pausedUntil"
  | "goodbye"
  | "plannedMs"
> &
  ProblemColumns;

/** A machine row as lists show it. */
export function toMachineRow({
  machine,
  hub,
  now,
}: {
  machine: MachineRowRecord;
  hub: HubFacts;
  now: Date;
}): MachineRow {
  const sample = parseJson(lastSampleSchema, machine.lastSample);
  const [problem] = problemsOf({ machine, thresholdMs: thresholdOf({ machine, hub }), now });
  return {
    id: machine.id,
    name: machine.name,
    hostname: hostnameOf(machine),
    tags: tagsOf(machine),
    status: readStatus(machine.status),
    last_seen: machine.lastSeenAt?.toISOString() ?? null,
    paused_until: pausedUntilOf({ machine, now }),
    announced_stop: announcedStopOf(machine),
    ...thresholdsOf({ machine, hub }),
    ...reporterOf(machine),
    problem: problem?.message ?? null,
    problem_kind: problem?.kind ?? null,
    cpu_pct: sample?.cpu_pct ?? null,
    mem_used_pct: sample?.mem_used_pct ?? null,
    disk_used_pct: sample?.disk_used_pct ?? null,
    load1: sample?.load1 ?? null,
    fullest_filesystem: sample?.fullest_filesystem ?? null,
  };
}

function reporterOf({
  agentVersion,
  reportIntervalMs,
}: Pick<MachineRecord, "agentVersion" | "reportIntervalMs">) {
  return {
    report_interval: reportIntervalMs === null ? null : formatDuration(reportIntervalMs),
    agent_version: agentVersion,
    agent_outdated: isOutdated(agentVersion),
  };
}

function pausedUntilOf({ machine, now }: { machine: Pick<MachineRecord, "pausedUntil">; now: Date }) {
  const pausedUntilMs = machine.pausedUntil?.getTime() ?? null;
  return isPausedAt({ pausedUntilMs, nowMs: now.getTime() })
    ? (machine.pausedUntil?.toISOString() ?? null)
    : null;
}

type ThresholdFacts = { machine: Pick<MachineRecord, "offlineAfterMs">; hub: HubFacts };

function thresholdOf({ machine, hub }: ThresholdFacts): number {
  return effectiveThresholdMs({
    machine: machine.offlineAfterMs,
    team: hub.teamOfflineAfterMs,
    instance: hub.instanceOfflineAfterMs,
  });
}

function thresholdsOf({ machine, hub }: ThresholdFacts) {
  const thresholdMs = thresholdOf({ machine, hub });
  return {
    offline_after: machine.offlineAfterMs === null ? null : formatDuration(machine.offlineAfterMs),
    offline_after_effective: formatDuration(thresholdMs),
  };
}

/** A key row, as far as it may be shown. */
export function toKeyView(key: AgentKeyRecord): MachineDetail["keys"][number] {
  return {
    hint: key.hint,
    created_at: key.createdAt.toISOString(),
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
    expires_at: key.expiresAt?.toISOString() ?? null,
  };
}
