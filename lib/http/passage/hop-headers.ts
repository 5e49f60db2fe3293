import type { IncomingHttpHeaders } from "node:http";

/** What concerns one connection only, and ends with it (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set([
  "connection",
  "http2-settings",
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

/**
 * The headers of a request that go on to the next server. A body goes on as it came, with its length or in chunks. What
 * else `Connection` names is not removed: a client would name Content-Length, and its body would be taken for another
 * request, or X-Forwarded-For, and nobody would know where it is. The next server is our own and ignores what it does not know.
 */
export function headersForNext(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const next: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && name !== ANSWERED_HERE && !HOP_BY_HOP.has(name)) next[name] = value;
  }
  // Without it Node would write the body of a GET or DELETE unframed, to be taken for the next request.
  if (headers["transfer-encoding"] !== undefined) next["transfer-encoding"] = "chunked";
  return next;
}

/** The headers of an answer, as names and values in turn, that go back to whoever asked. */
export function headersForClient(raw: readonly string[]): string[] {
  return raw.filter((_, index) => !HOP_BY_HOP.has((raw[index - (index % 2)] ?? "").toLowerCase()));
}
