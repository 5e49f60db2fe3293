import type { Stored } from "./stored";

/** A word as a row contains it. */
export const stored = (word: string) => word as unknown as Stored;
