/** More than these are not counted: what waits for a receiver that is away may be any number. */
export const MAX_COUNTED = 1_000;

/** How many are waiting, for people. */
export function countText(count: number): string {
  return count < MAX_COUNTED ? String(count) : "1,000 or more";
}
