import type { EventType } from "@/lib/events/types";

/** What a person can choose to be told by a channel; who chose outages hears of those that outlast a snooze, too. */
const CHOOSABLE: EventType[] = [
  "machine.offline",
  "machine.online",
  "hub.deaf",
  "hub.heard",
  "channel.failed",
];

/** The events a form offers: the choosable ones and those that the channel listens to already. */
export function offeredEvents(chosen: EventType[] | null): EventType[] {
  return [...new Set([...CHOOSABLE, ...(chosen ?? [])])];
}

/** The events of a submitted form: null means all, also those that come later. */
export function eventsOf(form: FormData): EventType[] | null {
  if (form.get("scope") !== "some") return null;
  return form.getAll("events") as EventType[];
}
