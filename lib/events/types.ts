import { findWord, readWord, type Stored } from "@/lib/db/stored";

/** What an event says about an incident: that it has opened, that it lasts, or that it is over. */
export type EventPart = "opens" | "reminds" | "closes";

type About =
  | { about: "incident"; kind: string; part: EventPart }
  | { about: "hub" }
  | { about: "channel" }
  /** Somebody pressed Test. */
  | { about: "test" };

/** Every type of event: what it is about and, of an incident, the incident's kind and the part that it tells. */
export const EVENTS = {
  "machine.offline": { about: "incident", kind: "offline", part: "opens" },
  "machine.online": { about: "incident", kind: "offline", part: "closes" },
  "machine.still_offline": { about: "incident", kind: "offline", part: "reminds" },
  // Channels can choose these two already; nothing opens an incident of this kind yet.
  "alert.firing": { about: "incident", kind: "metric", part: "opens" },
  "alert.resolved": { about: "incident", kind: "metric", part: "closes" },
  "hub.deaf": { about: "hub" },
  "hub.heard": { about: "hub" },
  "channel.failed": { about: "channel" },
  test: { about: "test" },
} as const satisfies Record<string, About>;

type Events = typeof EVENTS;
export type EventType = keyof Events;
export const EVENT_TYPES = Object.keys(EVENTS) as [EventType, ...EventType[]];

type TypeOf<Facet> = { [Type in EventType]: Events[Type] extends Facet ? Type : never }[EventType];

/** The events of outages. */
export type OutageEventType = TypeOf<{ kind: "offline" }>;
/** The events about no machine: about the hub itself, or about a channel. */
export type NoticeType = TypeOf<{ about: "hub" | "channel" }>;
/** The events that a channel can choose. Reminders come with the event that opened the incident. */
export type ChosenEventType = Exclude<EventType, TypeOf<{ part: "reminds" }>>;

export const CHOSEN_EVENT_TYPES = EVENT_TYPES.filter(
  (type): type is ChosenEventType => partOf(type) !== "reminds",
);
/** The event that reports a machine as offline. */
export const OUTAGE_OPENING: TypeOf<{ kind: "offline"; part: "opens" }> = "machine.offline";
/** The events that report that an incident of any kind has opened. */
export const OPENING_EVENT_TYPES = EVENT_TYPES.filter((type) => partOf(type) === "opens");

/** The part of an incident that an event is about; null: it is about no incident. */
export function partOf(type: EventType): EventPart | null {
  const event: About = EVENTS[type];
  return event.about === "incident" ? event.part : null;
}

/** The event for this part of an incident of this kind; null: there is no such event. */
export function eventTypeOf({ kind, part }: { kind: string; part: EventPart }): EventType | null {
  return (
    EVENT_TYPES.find((type) => {
      const event: About = EVENTS[type];
      return event.about === "incident" && event.kind === kind && event.part === part;
    }) ?? null
  );
}

/** The event that a channel must have chosen to hear this one: for a reminder, the one that opened its incident. */
export function chosenFor(type: EventType): EventType {
  const event: About = EVENTS[type];
  if (event.about !== "incident" || event.part !== "reminds") return type;
  return eventTypeOf({ kind: event.kind, part: "opens" }) ?? type;
}

/** Whether an event says that an incident lasts or is over: only those who were notified of its opening are notified of that. */
export function followsOpening(type: EventType): boolean {
  const part = partOf(type);
  return part === "reminds" || part === "closes";
}

export function isOutageEvent(type: EventType): type is OutageEventType {
  const event: About = EVENTS[type];
  return event.about === "incident" && event.kind === "offline";
}

export function isNotice(type: EventType): type is NoticeType {
  const { about } = EVENTS[type];
  return about === "hub" || about === "channel";
}

/** An event's type from a row. Throws when the row holds none that is known. */
export function readEventType(stored: Stored): EventType {
  return readWord(EVENT_TYPES, stored);
}

/** An event's type from a row; null: a newer version wrote one that is not known here. */
export function findEventType(stored: Stored): EventType | null {
  return findWord(EVENT_TYPES, stored);
}

/** The type of an outage's event from a row. Throws when the row holds another. */
export function readOutageEvent(stored: Stored): OutageEventType {
  return readWord(EVENT_TYPES.filter(isOutageEvent), stored);
}
