/** The most that a knock may take, from its start to the end of the answer. */
export const KNOCK_TIMEOUT_MS = 5_000;
/** So long what tells of a mass silence waits for a knock at most; a worker that dies meanwhile delays it no more. */
export const KNOCK_HOLD_MS = 10_000;
