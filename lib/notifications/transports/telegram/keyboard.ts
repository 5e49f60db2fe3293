import type { IncidentStatus, IncidentStatuses } from "../../messages/incident-status";

/** The buttons under a message. They carry what to do; the message says which incidents that is for. */
export type Keyboard = { inline_keyboard: { text: string; callback_data: Verb }[][] };

export const VERBS = ["acknowledge", "snooze"] as const;
export type Verb = (typeof VERBS)[number];

/** The buttons for a message's incidents in their current state; null: no buttons. */
export function keyboardOf(incidentStatuses: IncidentStatuses): Keyboard | null {
  const open = [...incidentStatuses.values()].filter(isOpen);
  if (open.length === 0) return null;
  if (incidentStatuses.size > 1)
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
function isOpen(incidentStatus: IncidentStatus): boolean {
  return incidentStatus.kind === "open" || (incidentStatus.kind === "taken" && incidentStatus.until !== null);
}
