import { timeWords } from "@/lib/base/time-zone";
import type { AcknowledgeOutcome } from "@/lib/incidents/acknowledgements/mutations";
import { outcomeWords } from "@/lib/incidents/acknowledgements/words";
import { clip } from "../messages/words/clip";
import type { Verb } from "../transports/telegram/keyboard";

// https://core.telegram.org/bots/api#answercallbackquery
const MAX_ANSWER = 200;

/** What became of one of a message's incidents; `endedAt`: when it was over, if it was so already. */
export type Pressed = { outcome: AcknowledgeOutcome; isOutage: boolean; endedAt: Date | null };

/** The words that whoever pressed a button is shown. */
export function pressWords({
  pressed,
  verb,
  now,
  zone,
}: {
  pressed: readonly Pressed[];
  verb: Verb;
  now: Date;
  /** The time zone of the team whose incidents they are. */
  zone: string;
}): string {
  const [first, second] = pressed;
  if (first === undefined)
    return "This button no longer works. Use one under a later message, or open the hub.";
  if (second === undefined) return clip(oneWords({ pressed: first, now, zone }), MAX_ANSWER);
  const taken = count(pressed, verb === "snooze" ? "snoozed" : "acknowledged");
  const already = count(pressed, "already_acknowledged");
  const back = count(pressed, "closed");
  const over = pressed.every(({ isOutage }) => isOutage) ? "back online" : "resolved";
  if (back === pressed.length) return `All ${back} are already ${over}`;
  const rest = [
    ...(already > 0 ? [`${already} already acknowledged`] : []),
    ...(back > 0 ? [`${back} already ${over}`] : []),
  ];
  const done = verb === "snooze" ? `Snoozed ${taken} for 1h` : `Acknowledged ${taken} of ${pressed.length}`;
  return [done, ...rest].join("; ");
}

function oneWords({
  pressed: { outcome, isOutage, endedAt },
  now,
  zone,
}: {
  pressed: Pressed;
  now: Date;
  zone: string;
}): string {
  switch (outcome.kind) {
    case "acknowledged":
      return "Acknowledged";
    case "snoozed":
      return `Snoozed for 1h. You'll be reminded if it is still ${isOutage ? "offline" : "firing"} then.`;
    case "closed":
      return closedWords({ isOutage, endedAt, zone });
    case "already_acknowledged":
      return outcomeWords({ ...outcome, now });
  }
}

function closedWords({ isOutage, endedAt, zone }: Omit<Pressed, "outcome"> & { zone: string }): string {
  if (endedAt === null) return isOutage ? "Already back online" : "Already resolved";
  const at = timeWords({ at: endedAt, zone, precision: "minute" });
  return isOutage ? `Back online since ${at}` : `Resolved at ${at}`;
}

function count(pressed: readonly Pressed[], kind: AcknowledgeOutcome["kind"]): number {
  return pressed.filter(({ outcome }) => outcome.kind === kind).length;
}
