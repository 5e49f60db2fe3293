/** The result of the hub requesting its own public address. */
export type Reachability = { ok: boolean; url: string; message: string };

/** What the result adds to the words about a mass silence; empty if the hub was reached, or was not checked. */
export function reachabilityWords(knock: Reachability | undefined): string {
  if (knock === undefined || knock.ok) return "";
  return `; the hub could not reach itself at ${knock.url} (${knock.message}): its public address may be unreachable`;
}
