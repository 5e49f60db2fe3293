/** The name of the setting that says since when history is complete. */
export const KEPT_SINCE_KEY = "history_kept_since";
