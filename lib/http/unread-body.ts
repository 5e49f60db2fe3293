import type { ServerResponse } from "node:http";

/**
 * Before an answer to a request whose body has not been read: ends the connection with it, because nobody wants to read
 * the rest of what a stranger sends. The ingest process closes its clients' connections itself, and would lose the answer
 * if one to the web process ended while it still writes: there Node reads the rest and drops it.
 */
export function endWithAnswer(response: ServerResponse): void {
  const { complete, socket } = response.req;
  const isOwnSocket = socket.remoteAddress === undefined;
  if (!complete && !isOwnSocket) response.setHeader("connection", "close");
}
