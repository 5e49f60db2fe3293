import { formatDuration } from "@/lib/base/duration";
import { zoneOf } from "@/lib/base/time-zone";
import { DEFAULT_PLANNED_STOP_MS } from "@/lib/heartbeat/planned-stop";
import { effectiveThresholdMs } from "@/lib/heartbeat/threshold";
import { type MemberView, roleSchema, type TeamView } from "./schema";

type TeamRow = {
  id: number;
  name: string;
  offlineAfterMs: number | null;
  plannedStopMaxMs: number | null;
  timeZone: string | null;
  createdAt: Date;
};

type MemberRow = {
  userId: number;
  role: string;
  createdAt: Date;
  user: { name: string; email: string; disabledAt: Date | null };
};

/** A team's row as /api/v1 returns it. */
export function toTeamView({
  team,
  tooSlow,
  slowest,
  instanceMs,
}: {
  team: TeamRow;
  /** How many machines report too seldom for the threshold. */
  tooSlow: number;
  /** The machine without a threshold of its own that reports most seldom. */
  slowest: { name: string; reportIntervalMs: number | null } | null;
  instanceMs: number;
}): TeamView {
  const effectiveMs = effectiveThresholdMs({
    machine: null,
    team: team.offlineAfterMs,
    instance: instanceMs,
  });
  return {
    id: team.id,
    name: team.name,
    offline_after: team.offlineAfterMs === null ? null : formatDuration(team.offlineAfterMs),
    offline_after_effective: formatDuration(effectiveMs),
    planned_stop_max: formatDuration(team.plannedStopMaxMs ?? DEFAULT_PLANNED_STOP_MS),
    time_zone: zoneOf(team.timeZone),
    slowest_machine: slowest && {
      name: slowest.name,
      report_interval: slowest.reportIntervalMs === null ? null : formatDuration(slowest.reportIntervalMs),
    },
    warning: warningOf({ tooSlow, effective: formatDuration(effectiveMs) }),
    created_at: team.createdAt.toISOString(),
  };
}

function warningOf({ tooSlow, effective }: { tooSlow: number; effective: string }): string | null {
  if (tooSlow === 0) return null;
  const who = tooSlow === 1 ? "1 machine reports" : `${tooSlow} machines report`;
  return `${who} too seldom for this threshold: a machine has to report at least twice within ${effective}, or one late report is an outage. The pages of these machines say what to do.`;
}

/** A membership's row as /api/v1 returns it. */
export function toMemberView({ row, callerId }: { row: MemberRow; callerId: number }): MemberView {
  return {
    user_id: row.userId,
    name: row.user.name,
    email: row.user.email,
    role: roleSchema.parse(row.role),
    joined_at: row.createdAt.toISOString(),
    disabled: row.user.disabledAt !== null,
    you: row.userId === callerId,
  };
}
