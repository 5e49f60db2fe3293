import type { IncomingMessage, ServerResponse } from "node:http";
import { type IngestRequest, ingest } from "./ingest";
import type { IngestServices } from "./ingest-services";

const NO_SNIFFING = { "x-content-type-options": "nosniff" };

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
  response.writeHead(answer.status, {
    ...answer.headers,
    ...NO_SNIFFING,
    "content-length": Buffer.byteLength(answer.body),
  });
  response.end(answer.body);
}

function fromNode(request: IncomingMessage): IngestRequest {
  return {
    header(name) {
      const value = request.headers[name];
      return typeof value === "string" ? value : null;
    },
    async readBody(maxBytes) {
      const chunks: Buffer[] = [];
      let size = 0;
      // Leaving the loop must not destroy the socket: the answer still has to be sent.
      for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > maxBytes) return "too_large";
        chunks.push(chunk);
      }
      return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
    },
  };
}
