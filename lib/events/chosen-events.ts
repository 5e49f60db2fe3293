import { z } from "zod";
import { EVENT_TYPES, type EventType } from "./types";

const eventsSchema = z.array(z.enum(EVENT_TYPES));

/** The events that a channel chose, from the text of its row; null: all of them. */
export function parseChosenEvents(events: string | null): EventType[] | null {
  return events === null ? null : eventsSchema.parse(JSON.parse(events));
}
