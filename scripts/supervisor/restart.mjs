const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 30_000;
const STABLE_AFTER_MS = 60_000;

/**
 * When to restart a process that has died: at once the first time, then after twice as long each time, until one has run
 * for a minute.
 * @param {{ failures: number, ranForMs: number }} history how often it died before in a row; how long it ran this time
 * @returns {{ failures: number, delayMs: number }}
 */
export function decideRestart({ failures, ranForMs }) {
  const inARow = ranForMs >= STABLE_AFTER_MS ? 0 : failures;
  return { failures: inARow + 1, delayMs: Math.min(FIRST_DELAY_MS * 2 ** inARow, LONGEST_DELAY_MS) };
}
