import { formatAge } from "@/lib/base/duration";
import { timeWords } from "@/lib/base/time-zone";
import type { MachineFacts } from "@/lib/events/facts";
import { massWords } from "@/lib/events/mass-words";
import { partOf } from "@/lib/events/types";
import type { TextLimit, Told } from "../channel-type";
import { AS_SENT, type IncidentStatuses, isOver } from "../incident-status";
import type { MachineMessage, Message, NoticeMessage } from "../message";
import { alertLine, alertsOf, alertTitle, resolvedLine } from "./alert-lines";
import { clip } from "./clip";
import { countOf, nameOf, takenWords } from "./machine-words";
import { fitInto, lengthOf, type Part } from "./parts";
import { endOf, lastingLine, noticeTitle, renderMessage, wentOffline } from "./render-message";

// Telegram looks at 100 marked words of a message, titles included, and nobody reads more names than that.
const MAX_NAMED = 88;
const USUAL_LINE = 80;
const MAX_NOTICES = 3;

/** A machine in a burst: how often and for how long it was offline, and whether it is offline at the end. */
type MachineSummary = {
  facts: MachineFacts;
  zone: string;
  isOffline: boolean;
  outages: number;
  awayMs: number;
  isReplay: boolean;
};

/** `rest`: where to find those for which there is no room. */
type Section = { title: string; lines: Part[][]; rest: string };

/** How a limit is shared out. */
function sharesOf({ max }: TextLimit) {
  return {
    /** For "and 143 more" with its link, and for the link alone. */
    tail: Math.min(300, Math.floor(max / 8)),
    link: Math.min(250, Math.floor(max / 16)),
    notice: Math.min(500, Math.floor(max / 8)),
    /** However many machines are offline, this many of those that are back are named. */
    namedBack: Math.min(10, Math.floor(max / 400)),
  };
}

/**
 * All of what a message says as one text within a limit. Its first line is its title, and it names all machines, oldest first;
 * those for which there is no room are counted.
 */
export function renderBurst(told: BurstTold, limit: TextLimit): Part[] {
  return fitInto(renderAll(told, limit), limit);
}

type BurstTold = Pick<Told, "messages" | "now" | "hubUrl"> & { incidentStatuses?: IncidentStatuses };

function renderAll(
  { messages, now, hubUrl, incidentStatuses = AS_SENT }: BurstTold,
  limit: TextLimit,
): Part[] {
  const single = asOne(messages);
  if (single !== null) return renderMessage({ message: single, now, incidentStatuses });
  const shares = sharesOf(limit);
  const notices = messages.flatMap((message) => (message.kind === "notice" ? [message] : []));
  const summaries = summariesOf(messages.flatMap((message) => (message.kind === "machine" ? [message] : [])));
  const canaries = summaries.filter(({ facts }) => facts.canary === true);
  const real = summaries.filter(({ facts }) => facts.canary !== true);
  const offline = real.filter(({ isOffline }) => isOffline);
  const back = real.filter(({ isOffline }) => !isOffline);
  const alerts = alertsOf(messages.flatMap((message) => (message.kind === "alert" ? [message] : [])));
  const firing = alerts.filter(({ isFiring }) => isFiring);
  const resolved = alerts.filter(({ isFiring }) => !isFiring);
  const link = hubUrl === null || hubUrl.length > shares.link ? null : `${hubUrl}/machines`;
  const sections: Section[] = [
    {
      title: offlineTitle({ offline, incidentStatuses }),
      lines: offline.map((summary) => offlineLine({ summary, now, incidentStatuses })),
      rest: link === null ? "" : `: ${link}?status=offline`,
    },
    {
      title: alertTitle({ firing, incidentStatuses }),
      lines: firing.map((alert) => alertLine({ alert, incidentStatuses })),
      rest: link === null ? "" : `: ${hubUrl}/incidents?status=open&kind=metric`,
    },
    {
      title: `🟢 ${machines(back.length)} back online`,
      lines: back.map(backLine),
      rest: link === null ? "" : `: ${link}`,
    },
    {
      title: `🟢 ${countOf(resolved.length, "alert")} resolved`,
      lines: resolved.map(resolvedLine),
      rest: link === null ? "" : `: ${hubUrl}/incidents?kind=metric`,
    },
    {
      title: "🔵 [canary] End-to-end test",
      lines: canaries.map((summary) =>
        summary.isOffline ? offlineLine({ summary, now, incidentStatuses }) : backLine(summary),
      ),
      rest: "",
    },
  ];
  return layOut({ notices: noticeParts(notices, shares.notice), sections, limit });
}

/** The one thing that a message says: a single event, or an incident with its own end. */
function asOne(messages: readonly Message[]): Message | null {
  const [first, second] = messages;
  if (first === undefined || messages.length > 2) return null;
  if (second === undefined) return first;
  if (!isPair(first, second)) return null;
  if (first.kind === "machine" && second.kind === "machine") return { ...first, recovery: second.facts };
  if (first.kind === "alert" && second.kind === "alert") return { ...first, recovery: second.facts };
  return null;
}

/** Whether two messages are an incident and its own end. */
function isPair(first: Message, second: Message): boolean {
  if (first.kind === "test" || first.kind === "notice") return false;
  if (second.kind === "test" || second.kind === "notice") return false;
  const isSame = first.facts.incident.id === second.facts.incident.id;
  return isSame && partOf(first.event) === "opens" && partOf(second.event) === "closes";
}

function summariesOf(messages: readonly MachineMessage[]): MachineSummary[] {
  const summaries = new Map<number, MachineSummary>();
  const outages = new Map<number, Set<number>>();
  for (const { event, facts, zone, isReplay } of messages) {
    const known = summaries.get(facts.machine.id);
    const isOffline = partOf(event) !== "closes";
    const { id, started_at } = facts.incident;
    const ofMachine = outages.get(facts.machine.id) ?? new Set();
    outages.set(facts.machine.id, ofMachine.add(id));
    summaries.set(facts.machine.id, {
      facts,
      zone,
      isOffline,
      outages: ofMachine.size,
      awayMs: (known?.awayMs ?? 0) + (isOffline ? 0 : Date.parse(endOf(facts)) - Date.parse(started_at)),
      isReplay: isReplay || (known?.isReplay ?? false),
    });
  }
  return [...summaries.values()];
}

function machines(count: number): string {
  return countOf(count, "machine");
}

/** How much of the team's fleet that is, where many machines went offline together. */
function massOf(summaries: readonly MachineSummary[]): string {
  const largest = summaries.flatMap(({ facts }) => facts.mass ?? []).sort((a, b) => b.offline - a.offline)[0];
  return largest === undefined ? "" : `: ${massWords(largest)}`;
}

function offlineTitle({
  offline,
  incidentStatuses,
}: {
  offline: readonly MachineSummary[];
  incidentStatuses: IncidentStatuses;
}): string {
  const all = offline.length;
  const statuses = offline.map(({ facts }) => incidentStatuses.get(facts.incident.id));
  const still = statuses.filter((status) => !isOver(status)).length;
  if (still === all) return `🔴 ${machines(still)} offline${massOf(offline)}`;
  if (still > 0) return `🔴 ${still} of ${machines(all)} still offline`;
  const back = statuses.filter((status) => status?.kind === "over").length;
  if (back === 0) return `⚪ ${machines(all)} disabled`;
  if (back < all) return `✅ ${back} of ${machines(all)} back online`;
  return all === 1 ? "✅ 1 machine is back online" : `✅ All ${all} machines are back online`;
}

function offlineLine({
  summary: { facts, zone, outages, isReplay },
  now,
  incidentStatuses,
}: {
  summary: MachineSummary;
  now: Date;
  incidentStatuses: IncidentStatuses;
}): Part[] {
  const incidentStatus = incidentStatuses.get(facts.incident.id);
  if (incidentStatus?.kind === "over")
    return [{ strike: nameOf(facts.machine) }, ` – back online since ${timeOf(incidentStatus.at, zone)}`];
  if (incidentStatus?.kind === "disabled")
    return [{ strike: nameOf(facts.machine) }, ` – disabled at ${timeOf(incidentStatus.at, zone)}`];
  const lasting = lastingLine(facts, now);
  const taken = incidentStatus?.kind === "taken" ? `, ${takenWords(incidentStatus, zone)}` : "";
  if (lasting !== null)
    return [{ code: nameOf(facts.machine) }, ` – ${lasting}${taken}${replayed(isReplay)}`];
  // An age would become wrong in a message that is edited later.
  const isEdited = [...incidentStatuses.values()].some(({ kind }) => kind !== "open");
  const seen = isEdited
    ? timeOf(facts.machine.last_seen, zone)
    : `${formatAge(now.getTime() - Date.parse(facts.machine.last_seen))} ago`;
  const flapping = wentOffline(facts);
  const again = flapping !== null ? `, ${flapping}` : outages > 1 ? `, offline ${outages} times` : "";
  return [{ code: nameOf(facts.machine) }, ` – last seen ${seen}${again}${taken}${replayed(isReplay)}`];
}

function backLine({ facts, outages, awayMs, isReplay }: MachineSummary): Part[] {
  const away =
    outages > 1
      ? `offline ${outages} times, ${formatAge(awayMs)} in total`
      : `offline for ${formatAge(awayMs)}`;
  return [{ code: nameOf(facts.machine) }, ` – ${wentOffline(facts) ?? away}${replayed(isReplay)}`];
}

function timeOf(at: string, zone: string): string {
  return timeWords({ at, zone, precision: "second" });
}

function replayed(isReplay: boolean): string {
  return isReplay ? " (sent again on request)" : "";
}

function noticeParts(notices: readonly NoticeMessage[], max: number): Part[][] {
  const shown = notices
    .slice(0, MAX_NOTICES)
    .map((notice): Part[] => [
      ...noticeTitle(notice),
      `\n${clip(notice.facts.message, max)}${replayed(notice.isReplay)}`,
    ]);
  const left = notices.length - shown.length;
  return left === 0 ? shown : [...shown, [`…and ${left} more about the hub and its channels`]];
}

/** Puts it all together, whole lines only, as many as there is room for. */
function layOut({
  notices,
  sections,
  limit,
}: {
  notices: Part[][];
  sections: readonly Section[];
  limit: TextLimit;
}): Part[] {
  const { max, unit } = limit;
  const { tail, namedBack } = sharesOf(limit);
  const paragraphs = [...notices];
  let room = max - lengthOf(notices.flat(), unit) - 2 * notices.length;
  let names = MAX_NAMED;
  sections.forEach(({ title, lines, rest }, index) => {
    if (lines.length === 0) return;
    const behind = sections.slice(index + 1).reduce((sum, section) => sum + section.lines.length, 0);
    const kept = Math.min(namedBack, behind);
    const paragraph: Part[] = [{ bold: title }];
    room -= lengthOf(paragraph, unit) + 2 + tail;
    let count = 0;
    for (const line of lines) {
      const length = lengthOf(line, unit) + 1;
      const marked = line.filter((part) => typeof part !== "string").length;
      if (marked > names - kept || length > room - kept * USUAL_LINE) break;
      paragraph.push("\n", ...line);
      room -= length;
      names -= marked;
      count++;
    }
    if (count < lines.length) paragraph.push(`\n…and ${lines.length - count} more${rest}`);
    paragraphs.push(paragraph);
  });
  return paragraphs.flatMap((paragraph, index) => (index === 0 ? paragraph : ["\n\n", ...paragraph]));
}
