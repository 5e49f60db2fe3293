import { formatAge } from "@/lib/base/duration";
import type { AcknowledgeOutcome, TakeBackOutcome } from "./mutations";

/** What came of it as a sentence, for an answer, a toast or a chat. */
export function outcomeWords({
  kind,
  held,
  now,
}: (AcknowledgeOutcome | TakeBackOutcome) & { now: Date }): string {
  const name = held?.name ?? "Somebody";
  const age = (from: Date | null | undefined, to: Date | null | undefined) =>
    // Its end is reckoned from when it was asked for, its beginning is when it was written: an hour is not 59m59s.
    formatAge(Math.round(((to?.getTime() ?? 0) - (from?.getTime() ?? 0)) / 1_000) * 1_000);
  switch (kind) {
    case "acknowledged":
      return `${name} is on it. Its recovery is told as ever.`;
    case "snoozed":
      return `${name} snoozed it for ${age(held?.createdAt, held?.until)}. If it is still offline then, that is told once more.`;
    case "already_acknowledged":
      return `${name} has been on it for ${age(held?.createdAt, now)} already.`;
    case "closed":
      return "This outage is over; nobody needs to be on it any more.";
    case "taken_back":
      return "Taken back: nobody is on it now.";
    case "not_acknowledged":
      return "Nobody was on it.";
  }
}
