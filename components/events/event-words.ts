import type { EventType } from "@/lib/events/types";

/** The events of the wire, in words. */
export const EVENT_WORDS: Record<EventType, string> = {
  "machine.offline": "Machine went offline",
  "machine.online": "Machine is back online",
  "machine.still_offline": "Machine is still offline",
  "alert.firing": "Alert firing",
  "alert.resolved": "Alert resolved",
  "hub.deaf": "Hub cannot hear",
  "hub.heard": "Hub hears again",
  "channel.failed": "Channel failed",
  test: "Test",
};
