import { formatAge } from "@/lib/base/duration";
import type { AcknowledgeOutcome, TakeBackOutcome } from "./mutations";

/** The outcome as a sentence, for an answer, a toast or a chat. */
export function outcomeWords({
  kind,
  held,
  now,
}: (AcknowledgeOutcome | TakeBackOutcome) & { now: Date }): string {
  const age = (from: Date | null | undefined, to: Date | null | undefined) =>
    // The end is counted from the request, the start is when it was written: an hour must not read 59m59s.
    formatAge(Math.round(((to?.getTime() ?? 0) - (from?.getTime() ?? 0)) / 1_000) * 1_000);
  switch (kind) {
    case "acknowledged":
      return "Acknowledged. The recovery is still sent.";
    case "snoozed":
      return `Snoozed for ${age(held?.createdAt, held?.until)}. If it is still down then, a reminder is sent.`;
    case "already_acknowledged":
      return `${held?.name ?? "Somebody"} already acknowledged this ${age(held?.createdAt, now)} ago.`;
    case "closed":
      return "This outage is over. There is nothing to acknowledge.";
    case "taken_back":
      return "Unacknowledged.";
    case "not_acknowledged":
      return "Nobody had acknowledged this.";
  }
}
