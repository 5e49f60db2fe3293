declare const unread: unique symbol;

/** A word of a row that nobody has read yet. It compares with no word before `readWord` has found it among those that are known. */
export type Stored = { readonly [unread]: true };

/** The word that a row holds, of those that are known; null: it is none of them. */
export function findWord<Word extends string>(words: readonly Word[], stored: Stored): Word | null {
  const text = String(stored);
  return words.find((word) => word === text) ?? null;
}

/** The word that a row holds, of those that may stand there. Throws when it is none of them. */
export function readWord<Word extends string>(words: readonly Word[], stored: Stored): Word {
  const word = findWord(words, stored);
  if (word === null) throw new Error(`a row holds "${stored}", which is none of: ${words.join(", ")}`);
  return word;
}
