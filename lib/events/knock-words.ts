/** What came of the hub asking itself at its public address. */
export type Knock = { ok: boolean; url: string; message: string };

/** What a knock adds to the words about a mass silence; nothing, where the way in is whole or nobody knocked. */
export function knockWords(knock: Knock | undefined): string {
  if (knock === undefined || knock.ok) return "";
  return `; the hub could not reach itself at ${knock.url} (${knock.message}): the way in may be broken`;
}
