import { formatAge } from "@/lib/base/duration";
import type { AlertFacts } from "@/lib/events/facts";
import { partOf } from "@/lib/events/types";
import type { Named } from "@/lib/heartbeat/report/condition";
import { comparedWords, thanWords } from "@/lib/heartbeat/report/condition";
import type { IncidentStatus, IncidentStatuses } from "../incident-status";
import type { AlertMessage } from "../message";
import {
  conditionOf,
  ENDED_BY,
  endOf,
  firedFor,
  flappingWords,
  namedParts,
  readingOf,
  SEVERITY_MARKS,
  valueShown,
} from "./alert-words";
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

const MAX_RULE = 200;

type Alert = { facts: AlertFacts; zone: string };

/** An alert in words for people. Its first line is its title. */
export function alertParts({
  message: { event, facts, recovery, zone },
  now,
  incidentStatuses,
}: {
  message: AlertMessage;
  now: Date;
  incidentStatuses: IncidentStatuses;
}): Part[] {
  if (recovery !== null) return resolved({ facts: recovery, zone, firedWith: facts });
  if (facts.incident.resolved_at !== null) return resolved({ facts, zone });
  const status = incidentStatuses.get(facts.incident.id);
  if (status?.kind === "over" || status?.kind === "disabled") return over({ facts, zone, status });
  const parts = partOf(event) === "reminds" ? stillFiring({ facts, zone, now }) : firing({ facts, zone });
  return status?.kind === "taken" ? [...parts, takenLine(status, zone)] : parts;
}

function firing({ facts, zone }: Alert): Part[] {
  const { firing, flapping } = facts;
  const because = lastingWords(facts);
  return [
    ...title({
      mark: SEVERITY_MARKS[firing.severity],
      facts,
      words: readingOf(firing),
      rest: ` · ${conditionOf(firing)}`,
    }),
    ...below(facts),
    `\n${capitalised(thanWords(firing))} since ${instant(facts.incident.started_at, zone)}.`,
    flapping === undefined ? "" : `\n${flappingWords(flapping, zone)}`,
    facts.canary === true ? "\nEnd-to-end test: nothing is really wrong." : "",
    because === null ? "" : `\n${capitalised(because)}.`,
  ];
}

function stillFiring({ facts, zone, now }: Alert & { now: Date }): Part[] {
  const { machine, firing, incident } = facts;
  const because = lastingWords(facts);
  const isKnown = machine.status !== "offline";
  const age = formatAge(now.getTime() - Date.parse(incident.started_at));
  const state = isKnown
    ? `${capitalised(thanWords(firing))} for ${age}`
    : "Its machine is offline, so nobody knows whether it still is";
  return [
    ...title({
      mark: SEVERITY_MARKS[firing.severity],
      facts,
      words: comparedWords({ ...firing, verb: isKnown ? "is still" : "was" }),
      rest: isKnown ? "" : " · now offline",
    }),
    ...below(facts),
    `\n${state}${because === null ? "" : `; ${because}`}.`,
    `\nSince: ${instant(incident.started_at, zone)}`,
  ];
}

/** `firedWith`: the facts of its firing, where no other message says them. */
function resolved({ facts, zone, firedWith }: Alert & { firedWith?: AlertFacts }): Part[] {
  const { firing, incident, resolution = "recovered", flapping } = facts;
  const age = firedFor(facts);
  const isBack = resolution === "recovered";
  const first = firedWith && ` It fired at ${valueShown(firedWith.firing)}.`;
  return [
    ...title({
      mark: isBack ? "🟢" : "⚪",
      facts,
      words: isBack ? readingOf(firing) : comparedWords({ ...firing, verb: "was" }),
      rest: isBack ? ` · resolved after ${age}` : " · no longer watched",
    }),
    ...below(facts),
    isBack ? "" : `\n${ENDED_BY[resolution]}.`,
    `\n${capitalised(thanWords(firing))} for ${age}, from ${instant(incident.started_at, zone)} to ${instant(endOf(facts), zone)}.${first ?? ""}`,
    flapping === undefined ? "" : `\n${flappingWords(flapping, zone)}`,
  ];
}

type Ended = Extract<IncidentStatus, { kind: "over" | "disabled" }>;

/** An alert in a message that is edited once it is over. */
function over({ facts, zone, status: { kind, at } }: Alert & { status: Ended }): Part[] {
  const words = comparedWords({ ...facts.firing, verb: "was" });
  const [mark, rest, line] =
    kind === "over" ? ["✅", " (resolved)", "Resolved"] : ["⚪", " (disabled)", "Disabled"];
  return [
    ...title({ mark, facts, words, rest }),
    ...below(facts, "strike"),
    `\nFired at ${valueShown(facts.firing)}. ${line} at ${instant(at, zone)}.`,
  ];
}

// As code, a name leads nowhere (render-message.ts, title).
function title({
  mark,
  facts: { machine, canary },
  words,
  rest = "",
}: {
  mark: string;
  facts: AlertFacts;
  words: Named;
  rest?: string;
}): Part[] {
  return [
    { bold: `${mark}${canaryMark({ canary, machine })} ` },
    { code: shownName(machine) },
    { bold: ": " },
    ...namedParts({ ...words, after: `${words.after}${rest}` }).map((part) =>
      typeof part === "string" ? { bold: part } : part,
    ),
  ];
}

/** The lines below a title that say on which host, and by which rule. */
function below({ machine, firing }: AlertFacts, mark: "code" | "strike" = "code"): Part[] {
  return [...machineLines(machine, mark), "\nRule: ", { code: clip(firing.rule_name, MAX_RULE) }];
}
