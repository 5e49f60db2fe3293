import type { AcknowledgementView } from "@/lib/incidents/acknowledgements/schema";

/** Who acknowledged an incident: "Acknowledged by Ada", or "Snoozed by Ada" when the acknowledgement ends by itself. */
export function acknowledgementWords({ by, until }: Pick<AcknowledgementView, "by" | "until">): string {
  return `${until === null ? "Acknowledged" : "Snoozed"} by ${by}`;
}

/** What many incidents that are acknowledged at once are. */
export type What = "outage" | "alert";

/** The result of acknowledging or snoozing many incidents at once. */
export function bulkOutcomeWords({
  what,
  acknowledged,
  of,
  isSnooze,
}: {
  what: What;
  acknowledged: number;
  of: number;
  isSnooze: boolean;
}): string {
  const left = of - acknowledged;
  if (acknowledged === 0) return `Nothing to acknowledge: every ${what} is over or already acknowledged.`;
  const done = isSnooze
    ? `${countOf(acknowledged, what)} snoozed. If not over by then, you get a reminder.`
    : `${countOf(acknowledged, what)} acknowledged. Recoveries are still sent.`;
  return left === 0
    ? done
    : `${done} ${left} more ${left === 1 ? "is" : "are"} over or already acknowledged.`;
}

export function countOf(count: number, what: What): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
