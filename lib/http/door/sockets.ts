import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { limitReached } from "@/lib/base/limit-log";

// An agent's connection lasts as long as its report: more would be of no use, and each takes memory.
const MOST_SOCKETS = 20_000;
// For the database and its own files.
const RESERVED_FILES = 256;
// A request that is passed on takes a second socket.
const MOST_PASSED_ON = 2_048;
// If process.report does not know: what a shell on Linux allows.
const USUAL_FILES = 1_024;
// Sockets in the middle of a request are not dropped, so that there may be some more.
const HARD_MARGIN = 64;

/**
 * How many sockets a process may have that may open this many files, and how many requests it may pass on at once, of
 * everybody and of one network: whoever begins many and finishes none must leave room for others.
 */
export function socketLimits(openFiles: number) {
  const quarter = Math.floor(openFiles / 4);
  const underWay = Math.min(MOST_PASSED_ON, quarter);
  return {
    sockets: Math.min(MOST_SOCKETS, openFiles - Math.min(RESERVED_FILES, quarter) - underWay),
    passage: { underWay, underWayOfOne: Math.floor(underWay / 2) },
  };
}

/** How many files this process may open. */
export function openFilesLimit(): number {
  // It would look up a name for every peer.
  Object.assign(process.report, { excludeNetwork: true });
  const report = process.report.getReport() as { userLimits?: { open_files?: { soft?: unknown } } };
  const soft = report.userLimits?.open_files?.soft;
  if (soft === "unlimited") return Number.MAX_SAFE_INTEGER;
  return typeof soft === "number" ? soft : USUAL_FILES;
}

/**
 * Keeps room for agents: when a server has as many sockets as it may have, the next one takes the place of one that says
 * nothing. First go those that have never sent a request, then those between two requests, then those whose request is
 * still arriving, the oldest of each first. A request that has arrived is always answered.
 */
export function dropSilentSockets(server: Server, limit: number): void {
  // Sets keep the order in which sockets became silent.
  const neverAsked = new Set<Socket>();
  const between = new Set<Socket>();
  const asking = new Map<Socket, IncomingMessage>();
  server.maxConnections = limit + HARD_MARGIN;

  const forget = (socket: Socket) => {
    neverAsked.delete(socket);
    between.delete(socket);
    asking.delete(socket);
  };
  const makeRoom = () => {
    if (neverAsked.size + between.size + asking.size < limit) return;
    const victim = firstOf(neverAsked) ?? firstOf(between) ?? firstArriving(asking);
    if (victim === undefined) return;
    limitReached({ limit: "sockets", who: victim.remoteAddress ?? "unknown" });
    forget(victim);
    victim.destroy();
  };
  server.on("connection", (socket: Socket) => {
    makeRoom();
    neverAsked.add(socket);
    socket.once("close", () => forget(socket));
  });
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    neverAsked.delete(socket);
    between.delete(socket);
    asking.set(socket, request);
    response.once("close", () => {
      if (asking.get(socket) !== request) return;
      asking.delete(socket);
      if (!socket.destroyed) between.add(socket);
    });
  });
  server.on("drop", ({ remoteAddress } = {}) => {
    limitReached({ limit: "sockets", who: remoteAddress ?? "unknown" });
  });
}

function firstOf(sockets: Set<Socket>): Socket | undefined {
  return sockets.values().next().value;
}

function firstArriving(asking: Map<Socket, IncomingMessage>): Socket | undefined {
  for (const [socket, request] of asking) if (!request.complete) return socket;
  return undefined;
}
