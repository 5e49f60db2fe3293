import type { Standing, Standings } from "../../messages/standing";

/** The buttons under a message. They carry what to do; the message says which outages that is for. */
export type Keyboard = { inline_keyboard: { text: string; callback_data: Verb }[][] };

export const VERBS = ["acknowledge", "snooze"] as const;
export type Verb = (typeof VERBS)[number];

/** The buttons for a message's outages as they stand; null: none. */
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

/** Nobody has acknowledged it, or somebody has only snoozed it. */
function isOpen(standing: Standing): boolean {
  return standing.kind === "offline" || (standing.kind === "taken" && standing.until !== null);
}
