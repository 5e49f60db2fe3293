import { formatAge } from "@/lib/base/duration";
import type { MachineFacts, NoticeType } from "@/lib/events/facts";
import { massWords } from "@/lib/events/mass-words";
import type { AwayReason } from "@/lib/heartbeat/away-reason";
import type { MachineMessage, Message, NoticeMessage } from "../message";
import { AS_TOLD, type Standing, type Standings } from "../standing";
import { clip } from "./clip";
import type { Part } from "./parts";

const MAX_NAME = 300;
const MAX_NOTICE = 2_000;
const MAX_ACTOR = 100;

/**
 * A message in words for people, whose first part is its title. `now` is the moment of sending, which ages are counted to.
 * `standings` says what has become of its outage since.
 */
export function renderMessage({
  message,
  now,
  standings = AS_TOLD,
}: {
  message: Message;
  now: Date;
  standings?: Standings;
}): Part[] {
  if (message.kind === "test") return TEST;
  const parts = message.kind === "notice" ? noticeParts(message) : machineParts({ message, now, standings });
  return message.isReplay ? [...parts, "\n(sent again on request)"] : [...parts];
}

const TEST: Part[] = [
  { bold: "🔔 Test from LunaSentri" },
  "\n\nYou will be notified here when a machine goes offline, and when it is back online.",
];

/** What stands above a notice. */
export const NOTICE_TITLES: Record<NoticeType, string> = {
  "hub.deaf": "🙉 The Hub Cannot Hear",
  "hub.heard": "👂 The Hub Hears Again",
  "channel.failed": "⚠️ A Channel Failed",
};

function noticeParts({ event, facts }: NoticeMessage): Part[] {
  return [{ bold: NOTICE_TITLES[event] }, `\n\n${clip(facts.message, MAX_NOTICE)}`];
}

function machineParts({
  message: { facts, recovery },
  now,
  standings,
}: {
  message: MachineMessage;
  now: Date;
  standings: Standings;
}): readonly Part[] {
  if (recovery !== null) return recovery.flapping === undefined ? pastOutage(recovery) : backOnline(recovery);
  if (facts.incident.resolved_at !== null) return backOnline(facts);
  const standing = standings.get(facts.incident.id);
  if (standing?.kind === "back") return over(facts, standing);
  const parts = facts.snooze === undefined ? offline(facts, now) : stillOffline(facts, now);
  return standing?.kind === "taken" ? [...parts, `\n👤 ${takenWords(standing)}.`] : parts;
}

/** Who is on an outage, and until when where that is said. */
export function takenWords({ by, until }: Extract<Standing, { kind: "taken" }>): string {
  const name = clip(by, MAX_ACTOR);
  return until === null ? `${name} is on it` : `${name} snoozed it until ${instant(until)}`;
}

function over({ machine }: MachineFacts, { at }: Extract<Standing, { kind: "back" }>): Part[] {
  return [
    { bold: "✅ Machine Was Offline" },
    "\n\n",
    { strike: nameOf(machine) },
    `\nIt was last seen at ${instant(machine.last_seen)} and is back since ${instant(at)}.`,
  ];
}

function stillOffline(facts: MachineFacts, now: Date): Part[] {
  const { machine } = facts;
  return [
    { bold: "🔴 Machine Still Offline" },
    "\n\n",
    { code: nameOf(machine) },
    `\nIt is ${snoozeWords(facts, now)}.`,
    `\nLast seen: ${instant(machine.last_seen)}`,
    "\nStatus: offline",
  ];
}

/** That an outage lasts beyond a snooze, without its machine; null for any other event. */
export function snoozeWords({ incident, snooze }: MachineFacts, now: Date): string | null {
  if (snooze === undefined) return null;
  const age = formatAge(now.getTime() - Date.parse(incident.started_at));
  return `still offline (${age}), the snooze by ${clip(snooze.by, MAX_NAME) || "somebody"} is over`;
}

function offline(facts: MachineFacts, now: Date): Part[] {
  const { machine, mass } = facts;
  const age = formatAge(now.getTime() - Date.parse(machine.last_seen));
  const flapping = flappingWords(facts);
  return [
    { bold: `🔴 ${canary(facts)}Machine Offline` },
    "\n\n",
    { code: nameOf(machine) },
    `\nLast seen: ${age} ago (${instant(machine.last_seen)})`,
    flapping === null ? "" : `\n${flapping}`,
    facts.canary === true ? "\nA test of the whole path: no machine is offline." : "\nStatus: offline",
    mass === undefined ? "" : `\n${massWords(mass)}.`,
  ];
}

/** What stands before everything that a test of the whole path says. */
function canary(facts: MachineFacts): string {
  return facts.canary === true ? "[canary] " : "";
}

function backOnline(facts: MachineFacts): Part[] {
  const flapping = flappingWords(facts);
  const away = `\nIt reports again since ${instant(endOf(facts))}.\nIt was away for ${awayFor(facts)}${whyAway(facts)}.`;
  return [
    { bold: `🟢 ${canary(facts)}Machine Back Online` },
    "\n\n",
    { code: nameOf(facts.machine) },
    flapping === null ? away : `\n${flapping}`,
    "\nStatus: online",
  ];
}

function flappingWords(facts: MachineFacts): string | null {
  const { flapping, machine } = facts;
  if (flapping === undefined) return null;
  if (flapping.is_over)
    return `It ${wentOffline(facts)}; ${machine.status} since ${instant(changedAt(facts))}.`;
  return `It is flapping: ${flapping.outages} outages since ${instant(flapping.since)}. Further changes are held until it has been steady for ${formatAge(flapping.held_for_ms)}.`;
}

/** How often a machine that has been flapping went offline, and in what time; null for any other. */
export function wentOffline(facts: MachineFacts): string | null {
  if (facts.flapping === undefined) return null;
  const { outages, since } = facts.flapping;
  return `went offline ${outages} times in ${formatAge(Date.parse(changedAt(facts)) - Date.parse(since))}`;
}

function changedAt({ incident, machine }: MachineFacts): string {
  return machine.status === "online" && incident.resolved_at !== null
    ? incident.resolved_at
    : machine.last_seen;
}

function pastOutage(facts: MachineFacts): Part[] {
  const { started_at } = facts.incident;
  return [
    { bold: `🟢 ${canary(facts)}Machine Back Online` },
    "\n\n",
    { code: nameOf(facts.machine) },
    `\nIt was offline for ${awayFor(facts)}, from ${instant(started_at)} to ${instant(endOf(facts))}${whyAway(facts)}, and reports again.`,
    "\nStatus: online",
  ];
}

const AWAY_WORDS: Record<AwayReason, string> = {
  rebooted: " (it was rebooted)",
  agent_restarted: " (its agent was stopped; the machine kept running)",
  kept_running: " (it kept running: its network or its agent was away)",
};

function whyAway({ incident }: MachineFacts): string {
  return incident.away_reason === undefined ? "" : AWAY_WORDS[incident.away_reason];
}

/** What a machine is called, with its hostname where that is another. */
export function nameOf({ id, name, hostname }: MachineFacts["machine"]): string {
  // A name may consist of nothing but characters that are not shown.
  const shown = clip(name, MAX_NAME) || `Machine ${id}`;
  const host = clip(hostname, MAX_NAME);
  return host === "" || host === shown ? shown : `${shown} (${host})`;
}

/** When an outage ended. */
export function endOf({ incident }: MachineFacts): string {
  return incident.resolved_at ?? incident.detected_at;
}

function awayFor(facts: MachineFacts): string {
  return formatAge(Date.parse(endOf(facts)) - Date.parse(facts.incident.started_at));
}

function instant(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
