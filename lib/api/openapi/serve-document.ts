import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { toResponse } from "../answer";

/** A document that never changes while the process runs, made and compressed once. */
export type KeptDocument = { json: string; gzipped: Buffer; etag: string };

export function keepDocument(document: object): KeptDocument {
  const json = JSON.stringify(document);
  return {
    json,
    gzipped: gzipSync(json),
    // Weak: the compressed form is the same document in other bytes.
    etag: `W/"${createHash("sha256").update(json).digest("base64url").slice(0, 22)}"`,
  };
}

/** Answers with the document, or with 304 if the caller has it already. */
export function serveDocument({ json, gzipped, etag }: KeptDocument, headers: Headers): Response {
  const isKnown =
    headers
      .get("if-none-match")
      ?.split(",")
      .some((each) => each.trim() === etag) ?? false;
  const wantsGzip = /\bgzip\b(?!\s*;\s*q=0)/.test(headers.get("accept-encoding") ?? "");
  const response = isKnown
    ? toResponse({ status: 304 })
    : new Response(wantsGzip ? new Uint8Array(gzipped) : json, {
        headers: { "content-type": "application/json", ...(wantsGzip && { "content-encoding": "gzip" }) },
      });
  response.headers.set("etag", etag);
  response.headers.set("vary", "accept-encoding");
  // Kept, but only after asking whether it is still the same.
  response.headers.set("cache-control", "no-cache");
  return response;
}
