import type { EventFacts, MachineFacts, NoticeFacts } from "@/lib/events/facts";
import type { NoticeType, OutageEventType } from "@/lib/events/types";

/** A machine event as it is to be told. */
export type MachineMessage = {
  kind: "machine";
  /** The event's id. */
  id: string;
  event: OutageEventType;
  occurredAt: Date;
  facts: MachineFacts;
  /** Of an outage that is over already: the facts of its recovery, where both are told as one. */
  recovery: MachineFacts | null;
  /** A person had it sent again: receivers may want to know that it is no news. */
  isReplay: boolean;
};

/** Something of the hub itself or of a channel, as it is to be told. */
export type NoticeMessage = {
  kind: "notice";
  /** The event's id. */
  id: string;
  event: NoticeType;
  occurredAt: Date;
  facts: NoticeFacts;
  isReplay: boolean;
};

/** What is to be told; every transport puts it into its own words. */
export type Message = EventMessage | { kind: "test" };
export type EventMessage = MachineMessage | NoticeMessage;

/** An event as it is to be told. */
export function toMessage({
  event: { id, occurredAt, told },
  isReplay,
}: {
  event: { id: string; occurredAt: Date; told: EventFacts };
  isReplay: boolean;
}): EventMessage {
  const common = { id, occurredAt, isReplay };
  if (told.kind === "notice") return { ...common, kind: "notice", event: told.type, facts: told.facts };
  return { ...common, kind: "machine", event: told.type, facts: told.facts, recovery: null };
}
