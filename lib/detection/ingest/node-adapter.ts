import type { IncomingMessage, ServerResponse } from "node:http";
import { ACCEPTED } from "./answers";
import { type IngestRequest, ingest } from "./ingest";
import type { IngestServices } from "./ingest-services";

const NO_SNIFFING = { "x-content-type-options": "nosniff" };
const ACCEPTED_HEADERS = { ...NO_SNIFFING, "content-length": 0 };

/** The fast path: answers an ingest request on a bare Node server, before Next sees it. */
export async function ingestNode({
  services,
  request,
  response,
}: {
  services: IngestServices;
  request: IncomingMessage;
  response: ServerResponse;
}): Promise<void> {
  if (request.method !== "POST") {
    response.writeHead(405, { allow: "POST", ...NO_SNIFFING }).end();
    return;
  }
  const answer = await ingest({ services, request: new NodeRequest(request), nowMs: Date.now() });
  if (response.destroyed) return;
  // The rest of a body that was not read completely would be parsed as the next request.
  if (!request.complete) response.setHeader("connection", "close");
  const { status, headers, body } = answer;
  const isAccepted = answer === ACCEPTED;
  const length = { "content-length": Buffer.byteLength(body) };
  response.writeHead(status, isAccepted ? ACCEPTED_HEADERS : { ...headers, ...NO_SNIFFING, ...length });
  response.end(body);
}

class NodeRequest implements IngestRequest {
  constructor(private readonly request: IncomingMessage) {}

  header(name: string): string | null {
    const value = this.request.headers[name];
    return typeof value === "string" ? value : null;
  }

  readBody(maxBytes: number): Promise<Uint8Array | "too_large"> {
    return readBody(this.request, maxBytes);
  }
}

/** Rejects if the request is aborted. Leaves the rest of a body that is too large unread: the answer still has to be sent. */
function readBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array | "too_large"> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let isSettled = false;
    const settle = (body: Uint8Array | "too_large") => {
      isSettled = true;
      resolve(body);
    };
    // It also closes once it is complete, when an error would be made for nothing.
    const closed = () => {
      if (!isSettled) reject(new Error("The request was aborted."));
    };
    if (request.destroyed) return closed();
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= maxBytes) return;
      request.off("data", take);
      request.pause();
      settle("too_large");
    };
    request.on("data", take);
    request.once("end", () =>
      settle(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    );
    request.once("error", closed);
    request.once("close", closed);
  });
}
