import type { Standing, Standings } from "../../messages/standing";

/** Buttons under a message. What they carry says what is asked for; what it is asked of is the message they stand under. */
export type Keyboard = { inline_keyboard: { text: string; callback_data: Verb }[][] };

export const VERBS = ["acknowledge", "snooze"] as const;
export type Verb = (typeof VERBS)[number];

/** What may be asked of a message's outages as they stand; null: nothing. */
export function keyboardOf(standings: Standings): Keyboard | null {
  const open = [...standings.values()].filter(isOpen);
  if (open.length === 0) return null;
  if (standings.size > 1)
    return { inline_keyboard: [[{ text: "Acknowledge all", callback_data: "acknowledge" }]] };
  return {
    inline_keyboard: [
      [
        { text: "Acknowledge", callback_data: "acknowledge" },
        { text: "Snooze 1h", callback_data: "snooze" },
      ],
    ],
  };
}

/** Nobody is on it, or only until a time. */
function isOpen(standing: Standing): boolean {
  return standing.kind === "offline" || (standing.kind === "taken" && standing.until !== null);
}
