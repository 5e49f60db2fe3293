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
  const answer = await ingest({ services, request: fromNode(request), nowMs: Date.now() });
  if (response.destroyed) return;
  // The rest of a body that was not read completely would be parsed as the next request.
  if (!request.complete) response.setHeader("connection", "close");
  const { status, headers, body } = answer;
  const isAccepted = answer === ACCEPTED;
  const length = { "content-length": Buffer.byteLength(body) };
  response.writeHead(status, isAccepted ? ACCEPTED_HEADERS : { ...headers, ...NO_SNIFFING, ...length });
  response.end(body);
}

function fromNode(request: IncomingMessage): IngestRequest {
  return {
    header(name) {
      const value = request.headers[name];
      return typeof value === "string" ? value : null;
    },
    readBody: (maxBytes) => readBody(request, maxBytes),
  };
}

/** Rejects if the request is aborted. Leaves the rest of a body that is too large unread: the answer still has to be sent. */
function readBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array | "too_large"> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(new Error("The request was aborted."));
    if (request.destroyed) return aborted();
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= maxBytes) return;
      request.off("data", take);
      request.pause();
      resolve("too_large");
    };
    request.on("data", take);
    request.once("end", () =>
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    );
    request.once("error", reject);
    request.once("close", aborted);
  });
}
