import { findWord, readWord, type Stored } from "@/lib/db/stored";

/** What an event says about an incident: that it opened, that it continues, or that it is over. */
export type EventPart = "opens" | "reminds" | "closes";

type About =
  | { about: "incident"; kind: string; part: EventPart }
  | { about: "hub" }
  | { about: "channel" }
  /** A machine, but nothing that begins and ends. */
  | { about: "machine" }
  /** Somebody pressed Test. */
  | { about: "test" };

/** Every type of event: what it is about and, for an incident, the incident's kind and part. */
export const EVENTS = {
  "machine.offline": { about: "incident", kind: "offline", part: "opens" },
  "machine.online": { about: "incident", kind: "offline", part: "closes" },
  "machine.still_offline": { about: "incident", kind: "offline", part: "reminds" },
  "alert.firing": { about: "incident", kind: "metric", part: "opens" },
  "alert.resolved": { about: "incident", kind: "metric", part: "closes" },
  "alert.still_firing": { about: "incident", kind: "metric", part: "reminds" },
  "hub.deaf": { about: "hub" },
  "hub.heard": { about: "hub" },
  "channel.failed": { about: "channel" },
  "machine.cloned": { about: "machine" },
  test: { about: "test" },
} as const satisfies Record<string, About>;

type Events = typeof EVENTS;
export type EventType = keyof Events;
export const EVENT_TYPES = Object.keys(EVENTS) as [EventType, ...EventType[]];

type TypeOf<Facet> = { [Type in EventType]: Events[Type] extends Facet ? Type : never }[EventType];

/** The events of outages. */
export type OutageEventType = TypeOf<{ kind: "offline" }>;
/** The events of incidents that a metric rule opened. */
export type AlertEventType = TypeOf<{ kind: "metric" }>;
/** The events that are not about an incident: about the hub itself, a channel, or how a machine is set up. */
export type NoticeType = TypeOf<{ about: "hub" | "channel" | "machine" }>;
/**
 * The events that a channel may choose. Reminders are not among them: they come with the event that opened the
 * incident.
 */
export type ChosenEventType = Exclude<EventType, TypeOf<{ part: "reminds" }>>;

export const CHOSEN_EVENT_TYPES = EVENT_TYPES.filter(
  (type): type is ChosenEventType => partOf(type) !== "reminds",
);
/** The event that a machine went offline. */
export const OUTAGE_OPENING: TypeOf<{ kind: "offline"; part: "opens" }> = "machine.offline";
/** The events that open an incident, of any kind. */
export const OPENING_EVENT_TYPES = EVENT_TYPES.filter((type) => partOf(type) === "opens");

/** The part of an incident that an event is about; null: not about an incident. */
export function partOf(type: EventType): EventPart | null {
  const event: About = EVENTS[type];
  return event.about === "incident" ? event.part : null;
}

/** The event for this part of an incident of this kind; null: no such event. */
export function eventTypeOf({ kind, part }: { kind: string; part: EventPart }): EventType | null {
  return (
    EVENT_TYPES.find((type) => {
      const event: About = EVENTS[type];
      return event.about === "incident" && event.kind === kind && event.part === part;
    }) ?? null
  );
}

/** The event that a channel must have chosen to get this one: for a reminder, the one that opened its incident. */
export function chosenFor(type: EventType): EventType {
  const event: About = EVENTS[type];
  if (event.about !== "incident" || event.part !== "reminds") return type;
  return eventTypeOf({ kind: event.kind, part: "opens" }) ?? type;
}

/** Whether an event says how an incident continued or ended: it is sent only where the opening event was sent. */
export function followsOpening(type: EventType): boolean {
  const part = partOf(type);
  return part === "reminds" || part === "closes";
}

export function isOutageEvent(type: EventType): type is OutageEventType {
  const event: About = EVENTS[type];
  return event.about === "incident" && event.kind === "offline";
}

export function isAlertEvent(type: EventType): type is AlertEventType {
  const event: About = EVENTS[type];
  return event.about === "incident" && event.kind === "metric";
}

export function isNotice(type: EventType): type is NoticeType {
  const { about } = EVENTS[type];
  return about === "hub" || about === "channel" || about === "machine";
}

/** An event's type from a row. Throws when the type is unknown. */
export function readEventType(stored: Stored): EventType {
  return readWord(EVENT_TYPES, stored);
}

/** An event's type from a row; null: a newer version wrote one that is not known here. */
export function findEventType(stored: Stored): EventType | null {
  return findWord(EVENT_TYPES, stored);
}

/** The type of an outage's event from a row. Throws for any other event. */
export function readOutageEvent(stored: Stored): OutageEventType {
  return readWord(EVENT_TYPES.filter(isOutageEvent), stored);
}
