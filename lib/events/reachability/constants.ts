/** The longest that a check may take, from its start to the end of the answer. */
export const KNOCK_TIMEOUT_MS = 5_000;
/**
 * The longest that the alerts of a mass silence wait for the check; a worker that dies meanwhile delays them no longer.
 */
export const KNOCK_HOLD_MS = 10_000;
