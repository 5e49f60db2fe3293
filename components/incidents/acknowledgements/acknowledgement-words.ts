import type { AcknowledgementView } from "@/lib/incidents/acknowledgements/schema";

/** Who acknowledged an outage: "Acknowledged by Ada", or "Snoozed by Ada" when the acknowledgement ends by itself. */
export function acknowledgementWords({ by, until }: Pick<AcknowledgementView, "by" | "until">): string {
  return `${until === null ? "Acknowledged" : "Snoozed"} by ${by}`;
}

/** The result of acknowledging or snoozing many outages at once. */
export function bulkOutcomeWords({
  acknowledged,
  of,
  isSnooze,
}: {
  acknowledged: number;
  of: number;
  isSnooze: boolean;
}): string {
  const left = of - acknowledged;
  if (acknowledged === 0) return "Nothing to acknowledge: every outage is over or already acknowledged.";
  const done = isSnooze
    ? `${countOutages(acknowledged)} snoozed. If still down then, you get a reminder.`
    : `${countOutages(acknowledged)} acknowledged. Recoveries are still sent.`;
  return left === 0
    ? done
    : `${done} ${left} more ${left === 1 ? "is" : "are"} over or already acknowledged.`;
}

export function countOutages(count: number): string {
  return count === 1 ? "1 outage" : `${count} outages`;
}
