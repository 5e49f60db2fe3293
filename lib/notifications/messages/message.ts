import type { AlertFacts, EventFacts, MachineFacts, NoticeFacts } from "@/lib/events/facts";
import type { AlertEventType, NoticeType, OutageEventType } from "@/lib/events/types";

/** A machine event as a message. */
export type MachineMessage = {
  kind: "machine";
  /** The event's id. */
  id: string;
  event: OutageEventType;
  occurredAt: Date;
  facts: MachineFacts;
  /** The facts of the recovery, if one message covers an outage and its end; else null. */
  recovery: MachineFacts | null;
  /** The time zone of its team, in which people are told times. */
  zone: string;
  /** Somebody sent it again: receivers may want to know that it is not new. */
  isReplay: boolean;
};

/** An alert of a metric rule as a message. */
export type AlertMessage = Omit<MachineMessage, "kind" | "event" | "facts" | "recovery"> & {
  kind: "alert";
  event: AlertEventType;
  facts: AlertFacts;
  /** The facts of the event that it has resolved, if one message covers both; else null. */
  recovery: AlertFacts | null;
};

/** A message about the hub itself or about a channel. */
export type NoticeMessage = {
  kind: "notice";
  /** The event's id. */
  id: string;
  event: NoticeType;
  occurredAt: Date;
  facts: NoticeFacts;
  isReplay: boolean;
};

/** What is sent; every type of channel puts it into its own form. */
export type Message = EventMessage | { kind: "test" };
export type EventMessage = MachineMessage | AlertMessage | NoticeMessage;

/** The message for an event. */
export function toMessage({
  event: { id, occurredAt, told, zone },
  isReplay,
}: {
  event: { id: string; occurredAt: Date; told: EventFacts; zone: string };
  isReplay: boolean;
}): EventMessage {
  const common = { id, occurredAt, isReplay };
  if (told.kind === "notice") return { ...common, kind: "notice", event: told.type, facts: told.facts };
  if (told.kind === "alert")
    return { ...common, kind: "alert", event: told.type, facts: told.facts, recovery: null, zone };
  return { ...common, kind: "machine", event: told.type, facts: told.facts, recovery: null, zone };
}
