import { formatDuration } from "@/lib/base/duration";
import { unitOf, watchedWords } from "@/lib/heartbeat/report/condition";
import type { AlertMessage, MachineMessage, Message, NoticeMessage } from "../../messages/message";

/** The JSON text of a message; `key` is the id of a test event, which has no other. */
export function renderBody({ message, key, now }: { message: Message; key: string; now: Date }): string {
  switch (message.kind) {
    case "machine":
      return renderMachineEvent(message);
    case "alert":
      return renderAlert(message);
    case "notice":
      return renderNotice(message);
    case "test":
      return renderTestEvent({ id: key, now });
  }
}

/** The JSON text of a machine event. The original's fields stay where it put them; ours come beside them. */
function renderMachineEvent({ id, event, occurredAt, facts, isReplay }: MachineMessage): string {
  const { incident, machine, flapping } = facts;
  const isCanary = facts.canary === true;
  return JSON.stringify({
    // Another name: whoever acts on machine.offline must not act on a simulated outage.
    event: isCanary ? event.replace("machine.", "canary.") : event,
    machine,
    id,
    timestamp: occurredAt.toISOString(),
    ...(isCanary && { canary: true }),
    incident: {
      id: incident.id,
      started_at: incident.started_at,
      detected_at: incident.detected_at,
      resolved_at: incident.resolved_at,
      offline_after: formatDuration(incident.offline_after_ms),
      offline_for_s: secondsOf(incident),
      ...(incident.away_reason && { away_reason: incident.away_reason }),
    },
    ...(facts.mass && { mass: facts.mass }),
    ...(facts.fleet && { fleet: facts.fleet }),
    ...(flapping !== undefined && {
      flapping: {
        outages: flapping.outages,
        since: flapping.since,
        held_for: formatDuration(flapping.held_for_ms),
        is_over: flapping.is_over,
      },
    }),
    ...(facts.snooze && { snooze: facts.snooze }),
    ...policyOf(facts),
    ...(isReplay && { replay: true }),
  });
}

/** The JSON text of an alert: the original's flat fields, and ours beside them. */
function renderAlert({ id, event, occurredAt, facts, isReplay }: AlertMessage): string {
  const { incident, machine, firing, flapping } = facts;
  const isCanary = facts.canary === true;
  const { rule_id, rule_name, metric, target, comparison, threshold, samples, for_ms, severity, value } =
    firing;
  return JSON.stringify({
    event: isCanary ? event.replace("alert.", "canary.") : event,
    rule_id,
    rule_name,
    metric,
    comparison,
    // As the original calls it, whatever the metric's unit is.
    threshold_pct: threshold,
    trigger_after: samples,
    value,
    triggered_at: incident.detected_at,
    event_id: incident.id,
    id,
    timestamp: occurredAt.toISOString(),
    ...(isCanary && { canary: true }),
    machine,
    incident: {
      id: incident.id,
      started_at: incident.started_at,
      detected_at: incident.detected_at,
      resolved_at: incident.resolved_at,
      firing_for_s: secondsOf(incident),
      ...(facts.resolution && { resolution: facts.resolution }),
    },
    rule: {
      id: rule_id,
      name: rule_name,
      metric,
      target,
      label: watchedWords({ metric, target }),
      unit: unitOf(metric),
      comparison,
      threshold,
      samples,
      for: for_ms === null ? null : formatDuration(for_ms),
      severity,
    },
    ...(flapping !== undefined && {
      flapping: {
        firings: flapping.outages,
        since: flapping.since,
        held_for: formatDuration(flapping.held_for_ms),
        is_over: flapping.is_over,
      },
    }),
    ...(facts.snooze && { snooze: facts.snooze }),
    ...policyOf(facts),
    ...(isReplay && { replay: true }),
  });
}

/** The policy that an incident follows, and the part of it that this is. */
function policyOf({ policy }: Pick<MachineMessage["facts"], "policy">): object {
  if (policy === undefined) return {};
  return { policy: { name: policy.name, step: policy.step, reminder: policy.reminder } };
}

/** How long an incident lasted, in seconds; null: it is not over. */
function secondsOf(incident: { started_at: string; resolved_at: string | null }): number | null {
  if (incident.resolved_at === null) return null;
  return Math.round((Date.parse(incident.resolved_at) - Date.parse(incident.started_at)) / 1000);
}

/** The JSON text of a notice (docs/notifications.md, Events). */
function renderNotice({ id, event, occurredAt, facts, isReplay }: NoticeMessage): string {
  const timestamp = occurredAt.toISOString();
  return JSON.stringify({ event, id, timestamp, ...facts, ...(isReplay && { replay: true }) });
}

/** The JSON text of a test event. */
function renderTestEvent({ id, now }: { id: string; now: Date }): string {
  return JSON.stringify({
    event: "test",
    id,
    timestamp: now.toISOString(),
    message: "This is a test from LunaSentri. Your receiver works.",
  });
}
