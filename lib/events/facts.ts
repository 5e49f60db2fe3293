import { z } from "zod";
import { AWAY_REASONS } from "@/lib/heartbeat/away-reason";
import { type EventType, isNotice, isOutageEvent, type NoticeType, type OutageEventType } from "./types";

const machine = z.object({
  id: z.number(),
  name: z.string(),
  hostname: z.string(),
  description: z.string(),
  status: z.enum(["offline", "online"]),
  last_seen: z.string(),
});

const incident = z.object({
  id: z.number(),
  started_at: z.string(),
  detected_at: z.string(),
  resolved_at: z.string().nullable(),
  offline_after_ms: z.number(),
  /** Why it was away, of a recovery and where its report shows it. */
  away_reason: z.enum(AWAY_REASONS).optional(),
});

/** That many went dark together: so many of those that had been online, or of those that one web process last heard. */
const mass = z.object({
  offline: z.number(),
  of: z.number(),
  web: z.boolean(),
  /** What came of asking the hub at its public address (lib/events/knock); it is added when the event is sent. */
  knock: z.object({ ok: z.boolean(), url: z.string(), message: z.string() }).optional(),
});

/** Of a machine that goes and comes too often. Not over: what follows is held; over: it has been steady for so long. */
const flapping = z.object({
  outages: z.number(),
  /** When the first of them began. */
  since: z.string(),
  held_for_ms: z.number(),
  is_over: z.boolean(),
});

/** Of an outage that lasts beyond a snooze: whose it was, from when to when. */
const snooze = z.object({ by: z.string(), since: z.string(), until: z.string() });

/** The facts of a machine event at its moment, as the events table keeps them (JSON). Times RFC 3339 UTC. */
export const machineFactsSchema = z.object({
  machine,
  incident,
  mass: mass.optional(),
  flapping: flapping.optional(),
  snooze: snooze.optional(),
  /** Nothing of it is true: somebody tests the whole path (lib/overview/canary). */
  canary: z.literal(true).optional(),
});
export type MachineFacts = z.output<typeof machineFactsSchema>;

const hearing = z.object({
  deaf_from: z.string(),
  /** Null: it cannot hear yet. */
  deaf_until: z.string().nullable(),
  /** A blind interval's cause; null while it is not known. */
  cause: z.string().nullable(),
  /** Machines of the team: how many have reported since, are offline, and are neither yet. */
  machines: z.object({ confirmed: z.number(), offline: z.number(), awaited: z.number() }).optional(),
});

const failedChannel = z.object({ id: z.number(), name: z.string(), type: z.string() });

/** The facts of a notice: its message says all of it to people, the rest says it to programs. */
const noticeFactsSchema = z.object({
  message: z.string(),
  hub: hearing.optional(),
  channel: failedChannel.optional(),
});
export type NoticeFacts = z.output<typeof noticeFactsSchema>;

export type EventFacts =
  | { kind: "machine"; type: OutageEventType; facts: MachineFacts }
  | { kind: "notice"; type: NoticeType; facts: NoticeFacts };

/** The facts of an event as its row keeps them. Throws when the row holds others than its type promises. */
export function parseFacts({ type, facts }: { type: EventType; facts: string }): EventFacts {
  const json: unknown = JSON.parse(facts);
  if (isOutageEvent(type)) return { kind: "machine", type, facts: machineFactsSchema.parse(json) };
  if (isNotice(type)) return { kind: "notice", type, facts: noticeFactsSchema.parse(json) };
  throw new Error(`events of the type ${type} carry no facts`);
}
