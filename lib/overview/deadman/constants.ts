export const PING_KEY = "deadman_ping";
export const PING_INTERVAL_MS = 60_000;
