export const LIFETIME_MS = 24 * 3_600_000;
