/** Where somebody acknowledged it. */
export const WAYS = ["ui", "api", "telegram", "button"] as const;
export type Way = (typeof WAYS)[number];

/** What ended an acknowledgement before its outage was over. */
export const ENDINGS = ["taken_back", "replaced", "over"] as const;

export const MIN_SNOOZE_MS = 1_000;
/** Whoever needs longer pauses or disables the machine. */
export const MAX_SNOOZE_MS = 7 * 86_400_000;
