import { type EventType, partOf } from "./types";

/** What an event of an incident is to the people it notifies. */
export function outageWords(event: EventType): "Alert" | "Reminder" | "Recovery" {
  const part = partOf(event);
  if (part === "reminds") return "Reminder";
  return part === "closes" ? "Recovery" : "Alert";
}
