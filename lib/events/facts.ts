import { z } from "zod";
import { AWAY_REASONS } from "@/lib/heartbeat/away-reason";
import { COMPARISONS, SEVERITIES } from "@/lib/heartbeat/report/condition";
import {
  type AlertEventType,
  type EventType,
  isAlertEvent,
  isNotice,
  isOutageEvent,
  type NoticeType,
  type OutageEventType,
} from "./types";

const machine = z.object({
  id: z.number(),
  name: z.string(),
  hostname: z.string(),
  description: z.string(),
  /** Where people read what to do; absent: nobody has entered it. */
  runbook_url: z.string().optional(),
  status: z.enum(["offline", "online"]),
  last_seen: z.string(),
});

const incident = z.object({
  id: z.number(),
  started_at: z.string(),
  detected_at: z.string(),
  resolved_at: z.string().nullable(),
  offline_after_ms: z.number(),
  /** For a recovery: why the machine was away, if its report shows it. */
  away_reason: z.enum(AWAY_REASONS).optional(),
});

/**
 * How many went offline together, out of how many that had been online, or that one ingest process had last heard from.
 */
const mass = z.object({
  offline: z.number(),
  of: z.number(),
  web: z.boolean(),
  /** The result of requesting the hub's public address (lib/events/reachability), added when the event is sent. */
  knock: z.object({ ok: z.boolean(), url: z.string(), message: z.string() }).optional(),
});

/** How many of the team's machines are down then, and how many of them report at all: neither pending nor disabled. */
const fleet = z.object({ down: z.number(), of: z.number() });

/** For a flapping machine. Not over: further changes are held. Over: it has been stable for `held_for_ms`. */
const flapping = z.object({
  outages: z.number(),
  /** When the first of them began. */
  since: z.string(),
  held_for_ms: z.number(),
  is_over: z.boolean(),
});

/** For an outage that outlasts a snooze: who snoozed it, from when to when. */
const snooze = z.object({ by: z.string(), since: z.string(), until: z.string() });

/** For an incident that follows a policy: the policy, and which part of it this is. */
const policy = z.object({
  name: z.string(),
  /** Null: a reminder, or what is done because nobody was reached. */
  step: z.number().nullable(),
  reminder: z.number().nullable(),
  /** Of how many reminders. */
  at_most: z.number().nullable(),
  /** For how long nobody has acknowledged since the part before it; null: it came with the opening, or nobody could be reached before. */
  waited_ms: z.number().nullable(),
});
export type PolicyFacts = z.output<typeof policy>;

/** Whether this is of a later step or a reminder, which nobody needs once somebody has acknowledged the incident. */
export function isLaterPart(policy: PolicyFacts | undefined): boolean {
  return policy !== undefined && policy.step !== 1;
}

/** The facts of a machine event at its moment, as the events table keeps them (JSON). Times in RFC 3339, UTC. */
export const machineFactsSchema = z.object({
  machine,
  incident,
  mass: mass.optional(),
  /** Of an outage that nobody's mass silence speaks for; absent: it was over when it was found, or an older version wrote it. */
  fleet: fleet.optional(),
  flapping: flapping.optional(),
  snooze: snooze.optional(),
  policy: policy.optional(),
  /** Nothing of it is real: somebody runs an end-to-end test (lib/overview/canary). */
  canary: z.literal(true).optional(),
});
export type MachineFacts = z.output<typeof machineFactsSchema>;

/** The rule as it was when it fired, and the value of the machine's sample that decided it. */
const firing = z.object({
  /** Null: the rule has been deleted. */
  rule_id: z.number().nullable(),
  rule_name: z.string(),
  metric: z.string(),
  /** What of the machine: a mount point, an interface, a sensor. */
  target: z.string().nullable(),
  comparison: z.enum(COMPARISONS),
  threshold: z.number(),
  /** For how many samples, or how long, it had to be so: one of the two is null. */
  samples: z.number().nullable(),
  for_ms: z.number().nullable(),
  severity: z.enum(SEVERITIES),
  /** Of a recovery: the one with which it was back. */
  value: z.number(),
});

/** The facts of an alert event at its moment. Times in RFC 3339, UTC. */
export const alertFactsSchema = z.object({
  machine: machine.extend({ status: z.enum(["pending", "online", "offline", "disabled"]) }),
  incident: incident.omit({ offline_after_ms: true, away_reason: true }),
  firing,
  /** Why it resolved; absent: it has not. */
  resolution: z.enum(["recovered", "target_gone", "rule_changed", "rule_off", "rule_deleted"]).optional(),
  flapping: flapping.optional(),
  snooze: snooze.optional(),
  policy: policy.optional(),
  /** Nothing of it is real. */
  canary: z.literal(true).optional(),
});
export type AlertFacts = z.output<typeof alertFactsSchema>;

const hearing = z.object({
  deaf_from: z.string(),
  /** Null: it cannot receive reports yet. */
  deaf_until: z.string().nullable(),
  /** The cause of a blind interval; null: not known yet. */
  cause: z.string().nullable(),
  /** Machines of the team: how many have reported since, are offline, or are neither yet. */
  machines: z.object({ confirmed: z.number(), offline: z.number(), awaited: z.number() }).optional(),
});

const failedChannel = z.object({ id: z.number(), name: z.string(), type: z.string() });

const clonedMachine = z.object({ id: z.number(), name: z.string() });

/** The facts of a notice. `message` says everything to people; the other fields say it to programs. */
const noticeFactsSchema = z.object({
  message: z.string(),
  hub: hearing.optional(),
  channel: failedChannel.optional(),
  machine: clonedMachine.optional(),
});
export type NoticeFacts = z.output<typeof noticeFactsSchema>;

export type EventFacts =
  | { kind: "machine"; type: OutageEventType; facts: MachineFacts }
  | { kind: "alert"; type: AlertEventType; facts: AlertFacts }
  | { kind: "notice"; type: NoticeType; facts: NoticeFacts };

/** The facts of an event from its row. Throws when they do not have the shape that its type promises. */
export function parseFacts({ type, facts }: { type: EventType; facts: string }): EventFacts {
  const json: unknown = JSON.parse(facts);
  if (isOutageEvent(type)) return { kind: "machine", type, facts: machineFactsSchema.parse(json) };
  if (isAlertEvent(type)) return { kind: "alert", type, facts: alertFactsSchema.parse(json) };
  if (isNotice(type)) return { kind: "notice", type, facts: noticeFactsSchema.parse(json) };
  throw new Error(`events of the type ${type} have no facts`);
}
