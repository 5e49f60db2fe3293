import { formatAge } from "@/lib/base/duration";
import type { MachineFacts } from "@/lib/events/facts";
import { massWords } from "@/lib/events/mass-words";
import { type NoticeType, partOf } from "@/lib/events/types";
import type { AwayReason } from "@/lib/heartbeat/away-reason";
import { AS_SENT, type IncidentStatus, type IncidentStatuses } from "../incident-status";
import type { EventMessage, MachineMessage, Message, NoticeMessage } from "../message";
import { alertParts } from "./alert-parts";
import { clip } from "./clip";
import {
  canaryMark,
  capitalised,
  instant,
  lastingWords,
  machineLines,
  shownName,
  takenLine,
} from "./machine-words";
import type { Part } from "./parts";

const MAX_NAME = 300;
const MAX_NOTICE = 2_000;

/**
 * A message in words for people. Its first line is its title. `now` is the moment of sending, which ages are counted to.
 * `incidentStatuses` says what has become of its outage since.
 */
export function renderMessage({
  message,
  now,
  incidentStatuses = AS_SENT,
}: {
  message: Message;
  now: Date;
  incidentStatuses?: IncidentStatuses;
}): Part[] {
  if (message.kind === "test") return TEST;
  const parts = ownParts({ message, now, incidentStatuses });
  return message.isReplay ? [...parts, "\n(sent again on request)"] : [...parts];
}

function ownParts({
  message,
  ...as
}: {
  message: EventMessage;
  now: Date;
  incidentStatuses: IncidentStatuses;
}): readonly Part[] {
  switch (message.kind) {
    case "notice":
      return noticeParts(message);
    case "machine":
      return machineParts({ message, ...as });
    case "alert":
      return alertParts({ message, ...as });
  }
}

const TEST: Part[] = [
  { bold: "🔔 Test from LunaSentri" },
  "\n\nYou will be notified here when a machine goes offline, and when it is back online.",
];

const NOTICE_TITLES: Record<Exclude<NoticeType, "channel.failed">, string> = {
  "hub.deaf": "🙉 The hub is not receiving reports",
  "hub.heard": "👂 The hub is receiving reports again",
  "machine.cloned": "👯 Two hosts report as one machine",
};

/** The title of a notice. */
export function noticeTitle({ event, facts }: Pick<NoticeMessage, "event" | "facts">): Part[] {
  if (event !== "channel.failed") return [{ bold: NOTICE_TITLES[event] }];
  const name = clip(facts.channel?.name ?? "", MAX_NAME);
  return name === "" ? [{ bold: "⚠️ Channel failing" }] : [{ bold: "⚠️ Channel failing: " }, { code: name }];
}

function noticeParts(notice: NoticeMessage): Part[] {
  return [...noticeTitle(notice), `\n\n${clip(notice.facts.message, MAX_NOTICE)}`];
}

function machineParts({
  message: { event, facts, recovery, zone },
  now,
  incidentStatuses,
}: {
  message: MachineMessage;
  now: Date;
  incidentStatuses: IncidentStatuses;
}): readonly Part[] {
  if (recovery !== null)
    return recovery.flapping === undefined ? pastOutage(recovery, zone) : backOnline(recovery, zone);
  if (facts.incident.resolved_at !== null) return backOnline(facts, zone);
  const incidentStatus = incidentStatuses.get(facts.incident.id);
  if (incidentStatus?.kind === "over") return over({ facts, incidentStatus, zone });
  if (incidentStatus?.kind === "disabled") return overByDisabling({ facts, incidentStatus, zone });
  const told = { facts, now, zone };
  const parts = partOf(event) === "reminds" ? stillOffline(told) : offline(told);
  return incidentStatus?.kind === "taken" ? [...parts, takenLine(incidentStatus, zone)] : parts;
}

type Over<Kind> = {
  facts: MachineFacts;
  incidentStatus: Extract<IncidentStatus, { kind: Kind }>;
  zone: string;
};

function over({ facts: { machine }, incidentStatus: { at }, zone }: Over<"over">): Part[] {
  return [
    ...title("✅", machine, "was offline (resolved)"),
    ...machineLines(machine, "strike"),
    `\nLast seen: ${instant(machine.last_seen, zone)}`,
    `\nBack online since ${instant(at, zone)}.`,
  ];
}

function overByDisabling({ facts: { machine }, incidentStatus: { at }, zone }: Over<"disabled">): Part[] {
  return [
    ...title("⚪", machine, "was offline (disabled)"),
    ...machineLines(machine, "strike"),
    `\nLast seen: ${instant(machine.last_seen, zone)}`,
    `\nDisabled at ${instant(at, zone)}.`,
  ];
}

type Current = { facts: MachineFacts; now: Date; zone: string };

function stillOffline({ facts, now, zone }: Current): Part[] {
  const { machine } = facts;
  return [
    ...title("🔴", machine, "is still offline"),
    ...machineLines(machine),
    `\nIt is ${stillWords(facts, now)}.`,
    `\nLast seen: ${instant(machine.last_seen, zone)}`,
  ];
}

/** How many of a team's machines are down: "1 of 45 machines is down". */
function fleetWords({ down, of }: NonNullable<MachineFacts["fleet"]>): string {
  if (down === of) return `All ${of} machines are down`;
  return `${down} of ${of} machines ${down === 1 ? "is" : "are"} down`;
}

/** That an outage lasts, and why people are notified of that, without its machine; null: it has just begun. */
export function lastingLine(facts: MachineFacts, now: Date): string | null {
  return lastingWords(facts) === null ? null : stillWords(facts, now);
}

function stillWords(facts: MachineFacts, now: Date): string {
  const because = lastingWords(facts);
  const age = formatAge(now.getTime() - Date.parse(facts.incident.started_at));
  return `still offline (${age})${because === null ? "" : `; ${because}`}`;
}

function offline({ facts, now, zone }: Current): Part[] {
  const { machine, mass, fleet } = facts;
  const age = formatAge(now.getTime() - Date.parse(machine.last_seen));
  const flapping = flappingWords(facts, zone);
  const because = lastingWords(facts);
  return [
    ...title(`🔴${canaryMark(facts)}`, machine, "is offline"),
    ...machineLines(machine),
    `\nLast seen: ${age} ago (${instant(machine.last_seen, zone)})`,
    fleet === undefined || fleet.of === 1 ? "" : `\n${fleetWords(fleet)}.`,
    flapping === null ? "" : `\n${flapping}`,
    facts.canary === true ? "\nEnd-to-end test: no machine is really offline." : "",
    mass === undefined ? "" : `\n${massWords(mass)}.`,
    because === null ? "" : `\n${capitalised(because)}.`,
  ];
}

function backOnline(facts: MachineFacts, zone: string): Part[] {
  const flapping = flappingWords(facts, zone);
  const away = `\nReporting again since ${instant(endOf(facts), zone)}.\nOffline for ${awayFor(facts)}${whyAway(facts)}.`;
  return [
    ...title(`🟢${canaryMark(facts)}`, facts.machine, "is back online"),
    ...machineLines(facts.machine),
    flapping === null ? away : `\n${flapping}`,
  ];
}

function flappingWords(facts: MachineFacts, zone: string): string | null {
  const { flapping, machine } = facts;
  if (flapping === undefined) return null;
  if (flapping.is_over)
    return `It ${wentOffline(facts)} and has been ${machine.status} since ${instant(changedAt(facts), zone)}.`;
  return `Flapping: ${flapping.outages} outages since ${instant(flapping.since, zone)}. Further changes are held until it has been stable for ${formatAge(flapping.held_for_ms)}.`;
}

/** How often a flapping machine went offline, and in what time; null for any other machine. */
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

function pastOutage(facts: MachineFacts, zone: string): Part[] {
  const { started_at } = facts.incident;
  return [
    ...title(`🟢${canaryMark(facts)}`, facts.machine, "is back online"),
    ...machineLines(facts.machine),
    `\nIt was offline for ${awayFor(facts)}, from ${instant(started_at, zone)} to ${instant(endOf(facts), zone)}${whyAway(facts)}.`,
  ];
}

const AWAY_WORDS: Record<AwayReason, string> = {
  rebooted: " (it was rebooted)",
  agent_restarted: " (its agent was stopped; the machine kept running)",
  kept_running: " (it kept running; its network or its agent was down)",
};

function whyAway({ incident }: MachineFacts): string {
  return incident.away_reason === undefined ? "" : AWAY_WORDS[incident.away_reason];
}

// As code, a name leads nowhere: services turn an @name or an address in any other text into a mention or a link.
function title(mark: string, machine: MachineFacts["machine"], words: string): Part[] {
  return [{ bold: `${mark} ` }, { code: shownName(machine) }, { bold: ` ${words}` }];
}

/** When an outage ended. */
export function endOf({ incident }: MachineFacts): string {
  return incident.resolved_at ?? incident.detected_at;
}

function awayFor(facts: MachineFacts): string {
  return formatAge(Date.parse(endOf(facts)) - Date.parse(facts.incident.started_at));
}
