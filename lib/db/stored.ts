declare const unread: unique symbol;

/** A word in a row that has not been read yet. It cannot be compared with text before `readWord` has matched it. */
export type Stored = { readonly [unread]: true };

/** The word in a row, if it is one of these; else null. */
export function findWord<Word extends string>(words: readonly Word[], stored: Stored): Word | null {
  const text = String(stored);
  return words.find((word) => word === text) ?? null;
}

/** The word in a row, which must be one of these. Throws otherwise. */
export function readWord<Word extends string>(words: readonly Word[], stored: Stored): Word {
  const word = findWord(words, stored);
  if (word === null) throw new Error(`a row contains "${stored}", which is none of: ${words.join(", ")}`);
  return word;
}
