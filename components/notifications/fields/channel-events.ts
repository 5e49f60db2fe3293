import type { EventType } from "@/lib/events/types";

/** The events that people can choose for a channel. Whoever chooses outages or alerts is also reminded of those that outlast a snooze. */
const CHOOSABLE: EventType[] = [
  "machine.offline",
  "machine.online",
  "alert.firing",
  "alert.resolved",
  "hub.deaf",
  "hub.heard",
  "channel.failed",
  "machine.cloned",
];

/** The events that a form offers: the choosable ones, and those that the channel is already notified of. */
export function offeredEvents(chosen: EventType[] | null): EventType[] {
  return [...new Set([...CHOOSABLE, ...(chosen ?? [])])];
}

/** The events of a submitted form. Null means all, including those of later versions. */
export function eventsOf(form: FormData): EventType[] | null {
  if (form.get("scope") !== "some") return null;
  return form.getAll("events") as EventType[];
}
