import { oneLine } from "@/lib/base/text";
import type { Told } from "../../messages/channel-type";
import { gistOf, linkOf } from "../../messages/gist";
import { incidentStep } from "../../messages/incident-key";
import type { EventMessage, Message } from "../../messages/message";
import { words } from "../../messages/words/words";
import type { Values } from "./placeholders";

/** The length of title and text together. */
export const TEXT = { max: 4_000, unit: "characters" } as const;

const STATUS = { critical: "problem", warning: "problem", recovery: "recovery", notice: "notice" } as const;

/** What a template is filled with for one message. No text has control characters, except line breaks in `text`. */
export function valuesOf({
  message,
  told: { key, hubUrl, now, incidentStatuses },
  installation,
}: {
  message: Message;
  told: Omit<Told, "messages">;
  installation: string;
}): Values {
  const told = { messages: [message], incidentStatuses, key, hubUrl, now };
  const step = incidentStep(message, installation);
  return {
    event: eventOf(message),
    status: STATUS[gistOf(told)],
    ...words(told, TEXT),
    link: linkOf(told),
    now: now.toISOString(),
    ...machineOf(message),
    ...incidentOf(message),
    "incident.key": step?.key ?? null,
    "incident.severity": step?.severity ?? null,
    ...ruleOf(message),
    ...massOf(message),
    "delivery.uid": key,
  };
}

/** Whoever acts on an outage must not act on a simulated one. */
function eventOf(message: Message): string {
  if (message.kind === "test") return "test";
  const isCanary = message.kind !== "notice" && message.facts.canary === true;
  return isCanary ? message.event.replace(/^\w+\./, "canary.") : message.event;
}

function factsOf(message: Exclude<EventMessage, { kind: "notice" }>) {
  return message.recovery ?? message.facts;
}

function machineOf(message: Message) {
  const isOfNone = message.kind === "test" || message.kind === "notice";
  // A notice names its machine, and no more.
  const known = isOfNone ? null : factsOf(message).machine;
  const machine = message.kind === "notice" ? message.facts.machine : known;
  return {
    "machine.id": machine?.id ?? null,
    "machine.name": lineOrNull(machine?.name),
    "machine.hostname": lineOrNull(known?.hostname),
    "machine.description": lineOrNull(known?.description),
    "machine.status": known?.status ?? null,
    "machine.last_seen": known?.last_seen ?? null,
  };
}

function incidentOf(message: Message) {
  const isOfNone = message.kind === "test" || message.kind === "notice";
  const incident = isOfNone ? null : factsOf(message).incident;
  const { started_at = null, resolved_at = null } = incident ?? {};
  const durationMs =
    started_at === null || resolved_at === null ? null : Date.parse(resolved_at) - Date.parse(started_at);
  return {
    "incident.id": incident?.id ?? null,
    "incident.started_at": started_at,
    "incident.resolved_at": resolved_at,
    "incident.duration_s": durationMs === null ? null : Math.round(durationMs / 1_000),
  };
}

function ruleOf(message: Message) {
  const firing = message.kind === "alert" ? (message.recovery ?? message.facts).firing : null;
  return { "rule.name": lineOrNull(firing?.rule_name), "rule.value": firing?.value ?? null };
}

function massOf(message: Message) {
  const mass = message.kind === "machine" ? message.facts.mass : undefined;
  return { "mass.offline": mass?.offline ?? null, "mass.of": mass?.of ?? null };
}

function lineOrNull(text: string | undefined): string | null {
  return text === undefined ? null : oneLine(text);
}
