import type { MachineFacts, NoticeType } from "../../alerts/facts";
import { formatAge } from "../../duration";
import { massWords } from "../../heartbeat/mass-silence";
import type { Message, NoticeMessage } from "../message";
import { clip } from "./clip";
import { compose, type Part, type TelegramText } from "./compose";

// Telegram allows 4,096 characters; with names no longer than this every text stays far below.
const MAX_NAME = 300;
const MAX_NOTICE = 2_000;

/** A message in words for people, as sendMessage takes it; `now` is the moment of sending, which ages are counted to. */
export function renderMessage({ message, now }: { message: Message; now: Date }): TelegramText {
  if (message.kind === "test") return compose(TEST);
  const parts = message.kind === "notice" ? noticeParts(message) : machineParts(message, now);
  return compose(message.isReplay ? [...parts, "\n(sent again on request)"] : parts);
}

const TEST: Part[] = [
  { bold: "🔔 Test from LunaSentri" },
  "\n\nThis chat will be told when a machine goes dark, and when it is back.",
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

function machineParts(
  { facts, recovery }: Extract<Message, { kind: "machine" }>,
  now: Date,
): readonly Part[] {
  if (recovery !== null) return pastOutage(recovery);
  return facts.incident.resolved_at === null ? offline(facts, now) : backOnline(facts);
}

function offline({ machine, mass }: MachineFacts, now: Date): Part[] {
  const age = formatAge(now.getTime() - Date.parse(machine.last_seen));
  return [
    { bold: "🔴 Machine Offline" },
    "\n\n",
    { code: nameOf(machine) },
    `\nLast seen: ${age} ago (${instant(machine.last_seen)})`,
    "\nStatus: offline",
    mass === undefined ? "" : `\n${massWords(mass)}.`,
  ];
}

function backOnline(facts: MachineFacts): Part[] {
  return [
    { bold: "🟢 Machine Back Online" },
    "\n\n",
    { code: nameOf(facts.machine) },
    `\nIt reports again since ${instant(endOf(facts))}.`,
    `\nIt was away for ${awayFor(facts)}.`,
    "\nStatus: online",
  ];
}

function pastOutage(facts: MachineFacts): Part[] {
  const { started_at } = facts.incident;
  return [
    { bold: "🟢 Machine Back Online" },
    "\n\n",
    { code: nameOf(facts.machine) },
    `\nIt was offline for ${awayFor(facts)}, from ${instant(started_at)} to ${instant(endOf(facts))}, and reports again.`,
    "\nStatus: online",
  ];
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
