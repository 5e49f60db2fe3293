import { createServer, type Server } from "node:http";
import { answerUnreadable } from "../answer-unreadable";
import { dropSilentSockets } from "./sockets";

// A request that takes longer than this to arrive only occupies a socket.
const TIMEOUTS = { requestTimeout: 30_000, headersTimeout: 10_000, connectionsCheckingInterval: 2_000 };
// A connection on which nothing moves for so long only occupies a place, such as one that does not read its answer.
const STILL_LIMIT_MS = 65_000;

/** A server for everybody who can reach it, with at most so many sockets. */
export function createFrontServer(limits: { sockets: number; margin: number }): Server {
  const server = createServer(TIMEOUTS);
  server.timeout = STILL_LIMIT_MS;
  // Node forgets headers beyond a number, but obeys them: a frame that nobody sees. Their bytes are bounded.
  server.maxHeadersCount = 0;
  dropSilentSockets(server, limits);
  answerUnreadable(server);
  return server;
}
