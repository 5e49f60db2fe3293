import type { OutageStatus, OutageStatuses } from "../../messages/outage-status";

/** The buttons under a message. They carry what to do; the message says which outages that is for. */
export type Keyboard = { inline_keyboard: { text: string; callback_data: Verb }[][] };

export const VERBS = ["acknowledge", "snooze"] as const;
export type Verb = (typeof VERBS)[number];

/** The buttons for a message's outages in their current state; null: no buttons. */
export function keyboardOf(outageStatuses: OutageStatuses): Keyboard | null {
  const open = [...outageStatuses.values()].filter(isOpen);
  if (open.length === 0) return null;
  if (outageStatuses.size > 1)
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
function isOpen(outageStatus: OutageStatus): boolean {
  return outageStatus.kind === "offline" || (outageStatus.kind === "taken" && outageStatus.until !== null);
}
