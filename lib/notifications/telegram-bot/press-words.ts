import { timeWords } from "@/lib/base/time-zone";
import type { AcknowledgeOutcome } from "@/lib/incidents/acknowledgements/mutations";
import { outcomeWords } from "@/lib/incidents/acknowledgements/words";
import { clip } from "../messages/words/clip";
import type { Verb } from "../transports/telegram/keyboard";

// https://core.telegram.org/bots/api#answercallbackquery
const MAX_ANSWER = 200;

/** What became of one of a message's outages; `endedAt`: when its machine came back, if it was back already. */
export type Pressed = { outcome: AcknowledgeOutcome; endedAt: Date | null };

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
  /** The time zone of the team whose outages they are. */
  zone: string;
}): string {
  const [first, second] = pressed;
  if (first === undefined)
    return "This button no longer works. Use one under a later message, or open the hub.";
  if (second === undefined) return clip(oneWords({ pressed: first, now, zone }), MAX_ANSWER);
  const taken = count(pressed, verb === "snooze" ? "snoozed" : "acknowledged");
  const already = count(pressed, "already_acknowledged");
  const back = count(pressed, "closed");
  if (back === pressed.length) return `All ${back} are already back online`;
  const rest = [
    ...(already > 0 ? [`${already} already acknowledged`] : []),
    ...(back > 0 ? [`${back} already back online`] : []),
  ];
  const done = verb === "snooze" ? `Snoozed ${taken} for 1h` : `Acknowledged ${taken} of ${pressed.length}`;
  return [done, ...rest].join("; ");
}

function oneWords({
  pressed: { outcome, endedAt },
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
      return "Snoozed for 1h. You'll be reminded if it is still offline then.";
    case "closed":
      return endedAt === null
        ? "Already back online"
        : `Back online since ${timeWords({ at: endedAt, zone, precision: "minute" })}`;
    case "already_acknowledged":
      return outcomeWords({ ...outcome, now });
  }
}

function count(pressed: readonly Pressed[], kind: AcknowledgeOutcome["kind"]): number {
  return pressed.filter(({ outcome }) => outcome.kind === kind).length;
}
