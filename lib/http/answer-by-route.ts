import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { endWithAnswer } from "./unread-body";

type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;

/** The route handlers of one path, by method. HEAD is answered as GET, without its body. */
export type Handlers = Partial<Record<"GET" | "POST", Handler>>;

/** Answers a request on a bare Node server by a route handler, whose answers are short. */
export async function answerByRoute({
  handlers,
  request,
  response,
}: {
  handlers: Handlers;
  request: IncomingMessage;
  response: ServerResponse;
}): Promise<void> {
  const { method = "" } = request;
  const handler = handlers[(method === "HEAD" ? "GET" : method) as keyof Handlers];
  const answer =
    handler === undefined
      ? withoutHandler(method, handlers)
      : await handler(asWebRequest(request), { params: Promise.resolve({}) });
  const body = Buffer.from(await answer.arrayBuffer());
  if (response.destroyed) return;
  endWithAnswer(response);
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.writeHead(answer.status, answer.status === 204 ? {} : { "content-length": body.length });
  response.end(method === "HEAD" ? undefined : body);
}

function withoutHandler(method: string, handlers: Handlers): Response {
  const names = Object.keys(handlers).flatMap((name) => (name === "GET" ? ["GET", "HEAD"] : [name]));
  return new Response(null, {
    status: method === "OPTIONS" ? 204 : 405,
    headers: { allow: [...names, "OPTIONS"].join(", ") },
  });
}

function asWebRequest(request: IncomingMessage): Request {
  const { method = "GET", url = "/" } = request;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const each of [value ?? []].flat()) headers.append(name, each);
  }
  const hasBody = method !== "GET" && method !== "HEAD";
  // Handlers learn the host from headers only.
  return new Request(new URL(url, "http://hub.invalid"), {
    method,
    headers,
    ...(hasBody && { body: Readable.toWeb(request) as ReadableStream, duplex: "half" }),
  });
}
