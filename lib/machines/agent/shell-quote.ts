const PLAIN = /^[a-zA-Z0-9_@%+=:,./-]+$/;

/** Quotes a text as one word of a POSIX shell, whatever it contains. */
export function shellQuote(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
