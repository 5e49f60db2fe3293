/** What a row contains, or why this version cannot read it: another version may have written it. */
export type Reading<T> = { value: T } | { error: unknown };

/** Reads a row with a parser that throws when the row has another shape. */
export function readRow<T>(parse: () => T): Reading<T> {
  try {
    return { value: parse() };
  } catch (error) {
    return { error };
  }
}
