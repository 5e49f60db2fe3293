import type { ClaimedDelivery, DueRow, ReporterRow, RuleRow, RuleStateRow, SampleValues } from "./engine";
import type { Stored } from "./stored";

type Raw = Record<string, unknown>;

const num = (value: unknown): number => Number(value);
const numOrNull = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value);
const textOrNull = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);

const word = (value: unknown): Stored => String(value) as unknown as Stored;

/** Raw rows have the column names and number types of their engine; these functions give them one shape. */
export function toReporter(row: Raw): ReporterRow {
  return {
    keyId: num(row.key_id),
    keyExpiresAtMs: numOrNull(row.key_expires_at),
    isKeyRevoked: row.key_revoked_at !== null,
    keyLastUsedAtMs: numOrNull(row.key_last_used_at),
    machineId: num(row.machine_id),
    teamId: num(row.team_id),
    name: String(row.name),
    hostname: textOrNull(row.hostname),
    description: String(row.description),
    runbookUrl: textOrNull(row.runbook_url),
    status: word(row.status),
    offlineAfterMs: numOrNull(row.offline_after_ms),
    teamOfflineAfterMs: numOrNull(row.team_offline_after_ms),
    teamPlannedStopMaxMs: numOrNull(row.planned_stop_max_ms),
    thresholdMs: num(row.threshold_ms),
    reportIntervalMs: numOrNull(row.report_interval_ms),
    graceIntervalMs: num(row.grace_interval_ms),
    heardAtMs: numOrNull(row.heard_at),
    deadlineMs: numOrNull(row.deadline),
    lastSeenAtMs: numOrNull(row.last_seen_at),
    systemInfo: String(row.system_info),
    pausedUntilMs: numOrNull(row.paused_until),
    bootId: textOrNull(row.boot_id),
    hasAnnouncedStop: row.goodbye !== null,
    sightings: textOrNull(row.sightings),
    webPulseHeardMs: numOrNull(row.web_pulse_heard_ms),
    tags: String(row.tags),
    teamRulesVersion: num(row.rules_version),
    // SQLite has 1 for it; null where nobody looked.
    hasRuleStates: Boolean(row.has_rule_states),
    lastSample: textOrNull(row.last_sample),
  };
}

/** The columns of toReporter that rules are judged with, for both engines: nothing is looked up for teams without any. */
export const JUDGED_COLUMNS = `m.tags, t.rules_version,
    CASE WHEN t.rules_version > 0 THEN EXISTS (SELECT 1 FROM rule_states s WHERE s.machine_id = m.id) END AS has_rule_states,
    CASE WHEN t.rules_version > 0 THEN m.last_sample END AS last_sample`;

/** Active rules by team, from teams' rows with one rule each, or none. */
export function toTeamRules(rows: readonly Raw[]): { teamId: number; version: number; rules: RuleRow[] }[] {
  const teams = new Map<number, { teamId: number; version: number; rules: RuleRow[] }>();
  for (const row of rows) {
    const teamId = num(row.of_team);
    const team = teams.get(teamId) ?? { teamId, version: num(row.rules_version), rules: [] };
    teams.set(teamId, team);
    if (row.id !== null) team.rules.push(toRule(row));
  }
  return [...teams.values()];
}

function toRule(row: Raw): RuleRow {
  return {
    id: num(row.id),
    teamId: num(row.of_team),
    name: String(row.name),
    metric: String(row.metric),
    target: textOrNull(row.target),
    comparison: word(row.comparison),
    threshold: num(row.threshold),
    samples: numOrNull(row.samples),
    forMs: numOrNull(row.for_ms),
    recoverMargin: num(row.recover_margin),
    severity: word(row.severity),
    scope: String(row.scope),
  };
}

export function toRuleState(row: Raw): RuleStateRow & { ending: Stored | null } {
  return {
    ruleId: num(row.rule_id),
    machineId: num(row.machine_id),
    target: String(row.target),
    sinceMs: num(row.since_ms),
    samples: num(row.samples),
    judgedMs: num(row.judged_ms),
    missingSinceMs: numOrNull(row.missing_since_ms),
    incidentId: numOrNull(row.incident_id),
    ending: row.ending === null ? null : word(row.ending),
  };
}

export function toForecast(row: Raw): { machineId: number; mount: string; pctPerHour: number } {
  return { machineId: num(row.machine_id), mount: String(row.mount), pctPerHour: num(row.pct_per_hour) };
}

export function toDue(row: Raw): DueRow {
  return {
    machineId: num(row.machine_id),
    teamId: num(row.team_id),
    name: String(row.name),
    hostname: textOrNull(row.hostname),
    description: String(row.description),
    runbookUrl: textOrNull(row.runbook_url),
    systemInfo: String(row.system_info),
    lastSeenAtMs: num(row.last_seen_at),
    heardAtMs: num(row.heard_at),
    deadlineMs: num(row.deadline),
    thresholdMs: num(row.threshold_ms),
    heardMs: num(row.heard_ms),
  };
}

/** SQL for both engines: how many attempts of this delivery have been recorded. */
export function writtenAttempts(delivery: string): string {
  return `(SELECT count(*) FROM delivery_attempts a WHERE a.delivery_id = ${delivery}.id)`;
}

/** Claimed deliveries in the order of their ids, which no statement promises for the rows that it changes. */
export function toClaimed(rows: readonly Raw[]): ClaimedDelivery[] {
  return rows.map(toClaimedDelivery).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function toClaimedDelivery(row: Raw): ClaimedDelivery {
  return {
    id: BigInt(String(row.id)),
    uid: String(row.uid),
    eventId: String(row.event_id),
    eventType: word(row.event_type),
    channelId: numOrNull(row.channel_id),
    machineId: numOrNull(row.machine_id),
    incidentId: numOrNull(row.incident_id),
    isReplay: row.replay_of_id !== null,
    attemptCount: num(row.attempt_count),
    lostClaims: num(row.attempt_count) - 1 - num(row.attempts_written),
    createdAtMs: num(row.created_at_ms),
  };
}

/** The hub's row as both engines select it. Throws if the database has never been migrated. */
export function toHub(rows: Raw[], nowMs: number) {
  const row = rows[0];
  if (row === undefined) throw new Error("the hub_pulse row is missing: the database was not migrated");
  return {
    heardMs: num(row.heard_ms),
    blindEndedHeardMs: num(row.blind_ended_heard_ms),
    pulsedAtMs: numOrNull(row.pulsed_at_ms),
    nowMs: row.now_ms === undefined ? nowMs : num(row.now_ms),
  };
}

export function toAhead([row]: Raw[]) {
  return {
    heardMs: num(row?.heard_ms),
    // Null before the very first pulse.
    pulseAgeMs: num(row?.pulse_age_ms),
    nextDeadlineMs: numOrNull(row?.next_deadline_ms),
  };
}

/** Samples that came as one JSON text. */
export function toSampleValues(rows: readonly Raw[]): SampleValues[] {
  return JSON.parse(String(rows[0]?.rows)) as SampleValues[];
}

/** Whether a statement about one row has found it as it should be. */
export function changedOne(rows: readonly Raw[]): boolean {
  return rows.length === 1;
}
