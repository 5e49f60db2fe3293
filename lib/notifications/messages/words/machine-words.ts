import { formatDuration } from "@/lib/base/duration";
import { isVisible } from "@/lib/base/text";
import { instantWords } from "@/lib/base/time-zone";
import type { MachineFacts } from "@/lib/events/facts";
import type { IncidentStatus } from "../incident-status";
import { clip } from "./clip";
import { RUNBOOK } from "./escape-markdown";
import type { Part } from "./parts";

const MAX_NAME = 300;
const MAX_ACTOR = 100;
const MAX_NOTES = 300;

type NamedMachine = Pick<MachineFacts["machine"], "id" | "name" | "hostname">;
type NotedMachine = NamedMachine & Pick<MachineFacts["machine"], "description" | "runbook_url">;

/** What a machine is called, with its hostname if that is another name. */
export function nameOf(machine: NamedMachine): string {
  const host = otherHostOf(machine);
  return host === null ? shownName(machine) : `${shownName(machine)} (${host})`;
}

/** What a machine is called. A name may consist of nothing but characters that are not shown. */
export function shownName({ id, name }: NamedMachine): string {
  const shown = clip(name, MAX_NAME);
  return isVisible(shown) ? shown : `Machine ${id}`;
}

/**
 * What comes between a title and the lines below it: the machine's other name, what people have noted about it, and where
 * they read what to do.
 */
export function machineLines(machine: NotedMachine, mark: "code" | "strike" = "code"): Part[] {
  const host = otherHostOf(machine);
  const notes = clip(machine.description, MAX_NOTES);
  return [
    "\n",
    ...(host === null ? [] : ["\nHost: ", mark === "code" ? { code: host } : { strike: host }]),
    // As code, like a name: services turn an @name in any other text into a mention.
    ...(isVisible(notes) && notes !== shownName(machine) ? ["\nNotes: ", { code: notes }] : []),
    ...(machine.runbook_url === undefined ? [] : [`\n${RUNBOOK}${machine.runbook_url}`]),
  ];
}

function otherHostOf(machine: NamedMachine): string | null {
  const host = clip(machine.hostname, MAX_NAME);
  return host === "" || host === shownName(machine) ? null : host;
}

/** Who has acknowledged an incident, or has snoozed it and until when. */
export function takenWords({ by, until }: Extract<IncidentStatus, { kind: "taken" }>, zone: string): string {
  const name = clip(by, MAX_ACTOR);
  return until === null ? `acknowledged by ${name}` : `snoozed by ${name} until ${instant(until, zone)}`;
}

/** The same as a line of its own. */
export function takenLine(taken: Extract<IncidentStatus, { kind: "taken" }>, zone: string): string {
  return `\n👤 ${capitalised(takenWords(taken, zone))}.`;
}

/** That a snooze has ended. */
function snoozeEnded({ by }: { by: string }): string {
  const whose = clip(by, MAX_NAME);
  return `${whose === "" ? "the" : `${whose}'s`} snooze has ended`;
}

/** Why people are notified that something lasts, or only now that it began; null: it has just begun. */
export function lastingWords({ snooze, policy }: Pick<MachineFacts, "snooze" | "policy">): string | null {
  if (snooze !== undefined) return snoozeEnded(snooze);
  if (policy === undefined || policy.step === 1) return null;
  const { step, reminder, at_most, waited_ms } = policy;
  const nobody = "nobody has acknowledged it";
  if (reminder !== null)
    return `reminder ${reminder} of ${at_most ?? reminder}${reminder === at_most ? ", the last one" : ""}: ${nobody}`;
  if (waited_ms !== null) return `${nobody} for ${formatDuration(waited_ms)}`;
  return step === null ? "nothing has arrived where its policy sends it" : null;
}

/** What an end-to-end test says before everything else, unless its machine's name does. */
export function canaryMark({
  canary,
  machine,
}: {
  canary?: true | undefined;
  machine: NamedMachine;
}): string {
  return canary === true && !machine.name.startsWith("[canary]") ? " [canary]" : "";
}

export function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

export function instant(at: string, zone: string): string {
  return instantWords({ at, zone, precision: "second" });
}

/** A number of things: "1 alert", "3 alerts". */
export function countOf(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
