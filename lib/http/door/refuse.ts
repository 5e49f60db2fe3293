import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { endWithAnswer } from "../unread-body";

const MESSAGES = {
  429: "Too many requests came from here in a short time.",
  503: "The hub is busy with other requests.",
} as const;

// Nothing can be loaded for this page: whatever serves files may be what is away.
const STYLE = [
  ":root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}",
  "body{min-height:90vh;margin:0;padding:0 1.5rem;display:grid;place-content:center;justify-items:start;max-width:32rem;margin-inline:auto}",
  "h1{font-size:1.25rem;margin:0 0 .5rem}p{margin:0 0 .5rem}small{opacity:.7}",
].join("");
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/**
 * Answers a request that the door does not let in, in words: JSON for the API, a page that tries again by itself
 * otherwise. `why`: a sentence, if it is not what the status usually means. `isSafeAgain`: whether to say that it may be tried
 * again.
 */
export function refuse({
  request,
  response,
  status,
  retryAfterS,
  why = MESSAGES[status],
  isSafeAgain = true,
}: {
  request: IncomingMessage;
  response: ServerResponse;
  status: keyof typeof MESSAGES;
  retryAfterS: number;
  why?: string;
  isSafeAgain?: boolean;
}): void {
  const again = `in ${retryAfterS} ${retryAfterS === 1 ? "second" : "seconds"}`;
  const message = isSafeAgain ? `${why} Try again ${again}.` : why;
  const isPage = /\btext\/html\b/.test(request.headers.accept ?? "");
  const code = status === 429 ? "too_many_requests" : "unavailable";
  const body = isPage ? page({ why, again, retryAfterS }) : JSON.stringify({ error: { code, message } });
  endWithAnswer(response);
  response.writeHead(status, {
    "content-type": isPage ? "text/html; charset=utf-8" : "application/json",
    "content-length": Buffer.byteLength(body),
    "retry-after": String(retryAfterS),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-security-policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'`,
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

function page({ why, again, retryAfterS }: { why: string; again: string; retryAfterS: number }): string {
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<meta http-equiv="refresh" content="${retryAfterS}">`,
    `<title>One moment · LunaSentri</title><style>${STYLE}</style>`,
    `<body><h1>One moment</h1><p>${asText(why)}</p><small>This page tries again by itself ${again}.</small></body></html>`,
  ].join("");
}

function asText(words: string): string {
  return words.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
