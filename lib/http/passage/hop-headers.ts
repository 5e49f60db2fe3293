import type { IncomingHttpHeaders } from "node:http";

/** What concerns one connection only, and ends with it (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
// Node answers "100-continue" itself before it hands the request on.
const ANSWERED_HERE = "expect";

/** The headers of a request that go on to the next server. A body without a length goes on in chunks, as it came. */
export function headersForNext(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const own = named(headers.connection);
  const next: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && name !== ANSWERED_HERE && !HOP_BY_HOP.has(name) && !own.has(name))
      next[name] = value;
  }
  // Without it Node would write the body of a GET or DELETE unframed, to be taken for the next request.
  if (headers["transfer-encoding"] !== undefined) next["transfer-encoding"] = "chunked";
  return next;
}

/** The headers of an answer, as names and values in turn, that go back to whoever asked. */
export function headersForClient(raw: readonly string[]): string[] {
  const pairs = Array.from({ length: raw.length / 2 }, (_, index): [string, string] => [
    raw[2 * index] ?? "",
    raw[2 * index + 1] ?? "",
  ]);
  const own = named(pairs.find(([name]) => name.toLowerCase() === "connection")?.[1]);
  return pairs.filter(([name]) => !HOP_BY_HOP.has(name.toLowerCase()) && !own.has(name.toLowerCase())).flat();
}

/** The headers that a Connection header names: they are of this connection, too. */
function named(connection: string | undefined): Set<string> {
  return new Set((connection ?? "").split(",").map((name) => name.trim().toLowerCase()));
}
