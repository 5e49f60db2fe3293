// With everything an event may have 65,536 bytes, and a changed one contains its text twice.
export const TEXT = { max: 4_000, unit: "utf16" } as const;
export const TIMEOUT_MS = 10_000;
