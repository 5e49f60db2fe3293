import type { EventType } from "./types";

/** What of an outage an event tells: "… was told of the outage". */
export function outageWords(event: EventType): string {
  if (event === "machine.offline") return "the outage";
  return event === "machine.still_offline" ? "the outage once more" : "the recovery";
}
