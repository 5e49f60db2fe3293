import type { IncomingMessage, ServerResponse } from "node:http";

const MESSAGES = {
  429: "Too many requests came from here in a short time.",
  503: "The hub is busy with other requests.",
} as const;

/**
 * Answers a request that the door does not let in, in words: JSON for the API, a page that tries again by itself
 * otherwise. `why`: a sentence, if it is not what the status usually means.
 */
export function refuse({
  request,
  response,
  status,
  retryAfterS,
  why = MESSAGES[status],
}: {
  request: IncomingMessage;
  response: ServerResponse;
  status: keyof typeof MESSAGES;
  retryAfterS: number;
  why?: string;
}): void {
  const message = `${why} Try again in ${retryAfterS} ${retryAfterS === 1 ? "second" : "seconds"}.`;
  const isPage = /\btext\/html\b/.test(request.headers.accept ?? "");
  const code = status === 429 ? "too_many_requests" : "unavailable";
  const body = isPage ? page({ message, retryAfterS }) : JSON.stringify({ error: { code, message } });
  response.writeHead(status, {
    "content-type": isPage ? "text/html; charset=utf-8" : "application/json",
    "content-length": Buffer.byteLength(body),
    "retry-after": String(retryAfterS),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'",
    // The rest of a body that nobody reads would be parsed as the next request.
    ...(!request.complete && { connection: "close" }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

function page({ message, retryAfterS }: { message: string; retryAfterS: number }): string {
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<meta http-equiv="refresh" content="${retryAfterS}">`,
    `<title>Please wait</title><h1>Please wait</h1><p>${message} This page does so by itself.</p></html>`,
  ].join("");
}
