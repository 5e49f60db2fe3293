import type { IncomingHttpHeaders } from "node:http";

/** Only this process sets it: "https" where a proxy says that people use it. */
const NOTICED_SCHEME_HEADER = "x-lunasentri-noticed-scheme";

// What the proxies that people put before a hub say of a request that reached them by TLS.
const SAYS_HTTPS: Record<string, RegExp> = {
  "x-forwarded-proto": /^\s*https\b/i,
  "x-forwarded-scheme": /^\s*https\b/i,
  "x-forwarded-ssl": /^\s*on\b/i,
  "front-end-https": /^\s*on\b/i,
  "cf-visitor": /"scheme"\s*:\s*"https"/i,
  forwarded: /^[^,]*\bproto="?https\b/i,
};

/**
 * Remembers, in a header, that whoever passed this request on says that it came by https. Believed of anybody, because it
 * decides nothing but how the hub's own address is written in what the same sender gets. Call it before forwarded headers
 * of strangers are removed. Changes the given headers.
 */
export function noteScheme(headers: IncomingHttpHeaders): void {
  delete headers[NOTICED_SCHEME_HEADER];
  const saysHttps = Object.entries(SAYS_HTTPS).some(([name, pattern]) =>
    pattern.test(String(headers[name] ?? "")),
  );
  if (saysHttps) headers[NOTICED_SCHEME_HEADER] = "https";
}

/** What `noteScheme` has remembered; null: nothing. */
export function noticedScheme(headers: Pick<Headers, "get">): string | null {
  return headers.get(NOTICED_SCHEME_HEADER);
}
