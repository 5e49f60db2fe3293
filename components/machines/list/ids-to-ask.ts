/** A value that was read, and when; null: the machine has none. */
export type Known<T> = { value: T | null; atMs: number };

const FRESH_MS = 5 * 60_000;
/** As many as the hub answers at once. */
const MOST = 100;

/** Which of the machines in sight to ask for, in parts: those of which nothing is known, or nothing fresh. */
export function idsToAsk({
  ids,
  known,
  nowMs,
}: {
  ids: readonly number[];
  known: ReadonlyMap<number, Known<unknown>>;
  nowMs: number;
}): number[][] {
  const asked = ids.filter((id) => nowMs - (known.get(id)?.atMs ?? Number.NEGATIVE_INFINITY) >= FRESH_MS);
  const parts = Math.ceil(asked.length / MOST);
  return Array.from({ length: parts }, (_, part) => asked.slice(part * MOST, (part + 1) * MOST));
}
