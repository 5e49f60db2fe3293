import { formatAge } from "@/lib/base/duration";
import type { AcknowledgementRecord } from "@/lib/db/models";
import type { AcknowledgeOutcome, Actor, TakeBackOutcome } from "./mutations";

type Asker = Pick<Actor, "userId" | "name">;

/** The outcome as a sentence, for an answer, a toast or a chat. `by`: who asked, if the sentence may say "you". */
export function outcomeWords({
  kind,
  held,
  by,
  now,
}: (AcknowledgeOutcome | TakeBackOutcome) & { by?: Asker; now: Date }): string {
  switch (kind) {
    case "acknowledged":
      return "Acknowledged. The recovery is still sent.";
    case "snoozed":
      return `Snoozed for ${lengthOf(held)}. If it is not over by then, a reminder is sent.`;
    case "already_acknowledged":
      return isBy(held, by)
        ? "You have already acknowledged this."
        : `${held?.name ?? "Somebody"} already acknowledged this ${ago(held, now)}.`;
    case "closed":
      return "This incident is over. There is nothing to acknowledge.";
    case "taken_back":
      return "Unacknowledged.";
    case "not_acknowledged":
      return "Nobody had acknowledged this.";
  }
}

function isBy(held: AcknowledgementRecord | null, by: Asker | undefined): boolean {
  if (held === null || by === undefined) return false;
  return held.userId === by.userId && (by.userId !== null || held.name === by.name);
}

/** The end is counted from the request, the start is when it was written: an hour must not read 59m59s. */
function lengthOf(held: AcknowledgementRecord | null): string {
  const ms = (held?.until?.getTime() ?? 0) - (held?.createdAt.getTime() ?? 0);
  return formatAge(Math.round(ms / 1_000) * 1_000);
}

function ago(held: AcknowledgementRecord | null, now: Date): string {
  const ms = now.getTime() - (held?.createdAt.getTime() ?? 0);
  return ms < 1_000 ? "just now" : `${formatAge(ms)} ago`;
}
