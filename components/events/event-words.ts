import type { EventType } from "@/lib/events/types";

/** The names of the events, for people. */
export const EVENT_WORDS: Record<EventType, string> = {
  "machine.offline": "Machine went offline",
  "machine.online": "Machine is back online",
  "machine.still_offline": "Machine is still offline",
  "alert.firing": "Alert firing",
  "alert.resolved": "Alert resolved",
  "alert.still_firing": "Alert is still firing",
  "hub.deaf": "Hub cannot receive reports",
  "hub.heard": "Hub receives reports again",
  "channel.failed": "Channel failed",
  "machine.cloned": "Machine was cloned",
  test: "Test",
};
