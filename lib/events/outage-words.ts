import { type OutageEventType, partOf } from "./types";

/** What of an outage an event tells: "… was told of the outage". */
export function outageWords(event: OutageEventType): string {
  const part = partOf(event);
  if (part === "opens") return "the outage";
  return part === "reminds" ? "the outage once more" : "the recovery";
}
