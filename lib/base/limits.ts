/** A threshold below this would be shorter than the hub's own resolution (STALE_WEB_MS, MAX_PULSE_GAP_MS). */
export const MIN_OFFLINE_AFTER_MS = 5_000;
// The milliseconds that fit into an INTEGER column of PostgreSQL, in whole days.
export const MAX_OFFLINE_AFTER_MS = 24 * 86_400_000;

/** More than anybody has been seen to need: what is made beyond these serves only to fill the database. */
export const MAX_MACHINES_PER_TEAM = 20_000;
export const MAX_CHANNELS_PER_TEAM = 100;
export const MAX_RULES_PER_TEAM = 200;
export const MAX_WINDOWS_PER_TEAM = 200;
export const MAX_TEAMS_PER_PERSON = 100;
/** Valid at the same time. */
export const MAX_KEYS_PER_MACHINE = 20;
export const MAX_ENROLL_TOKENS_PER_MACHINE = 20;
export const MAX_POLICIES_PER_TEAM = 50;
