import { Agent, type ClientRequest, type IncomingMessage, request, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { type Duplex, pipeline } from "node:stream";
import { limitReached } from "@/lib/base/limit-log";
import { logger } from "@/lib/base/logger";
import { Seldom } from "@/lib/base/seldom";
import { clientNetwork, settledAddress } from "../client-address";
import { refuse } from "../door/refuse";
import { countOnConnection, onConnectionEnd } from "./connection-end";
import { hasBody, headersForClient, headersForNext } from "./hop-headers";
import { ALIVE_PATH } from "./web-server";

const IDLE_SOCKETS = 64;
const RETRY_AFTER_S = 2;
const ALIVE_LIMIT_MS = 3_000;
// The door keeps people waiting for at most 20 s, and what takes longest then (a test of a channel) takes as long again.
const ANSWER_LIMIT_MS = 60_000;
// The web process repeats what was asked for in a redirect, with every sign of it as three.
const MAX_ANSWER_HEADERS = 64 * 1024;
const SPEAK_EVERY_MS = 10_000;
// No browser sends the next request of a connection before it has the answer to the one before (pipelining).
const MOST_OF_ONE_CONNECTION = 4;
// Nothing has been sent then.
const NOT_CONNECTED = new Set(["ECONNREFUSED", "ENOENT", "EAGAIN", "EACCES"]);

const AWAY = "The pages of this hub are not available at the moment; its machines are still heard.";
const IN_BETWEEN =
  "The web process ended, or did not answer in time. This may have been done all the same: look before you do it again.";
/** While it starts again, a page that has arrived waits for its scripts: without them it would look alive and do nothing. */
const FILES = "/_next/static/";
const FILES_WAIT_MS = 15_000;
const FILES_AGAIN_MS = 250;

/** How many requests may be passed on at once, of everybody and of one network. */
export type PassageLimits = { underWay: number; underWayOfOne: number };

type Passed = {
  asked: IncomingMessage;
  response: ServerResponse;
  /** Aborted once it has been answered, or nobody waits for an answer any more. */
  isOver: AbortSignal;
  /** Monotonic time. */
  sinceMs: number;
};

class LateError extends Error {
  readonly code = "ETIMEDOUT";
}

/**
 * The way from the ingest process to the web process: passes requests on, and their answers back, as they come. Nothing
 * of either is kept. While nobody listens at the other end, people and programs are told so.
 */
export class Passage {
  private readonly agent = new Agent({ keepAlive: true, maxFreeSockets: IDLE_SOCKETS });
  private readonly underWay = new Map<string, number>();
  private readonly speaking = new Seldom(SPEAK_EVERY_MS);
  private total = 0;
  private isStopping = false;

  constructor(
    /** Where the web process listens. */
    private readonly socketPath: string,
    private readonly limits: PassageLimits,
    /** How long the web process may take until it begins to answer. */
    private readonly answerLimitMs = ANSWER_LIMIT_MS,
  ) {}

  /** Passes on a request whose forwarded headers are settled. */
  pass(asked: IncomingMessage, response: ServerResponse): void {
    if (asked.socket.destroyed) return;
    const network = clientNetwork(settledAddress(asked.headers));
    if (countOnConnection(asked.socket) >= MOST_OF_ONE_CONNECTION || !this.enter(network)) {
      limitReached({ limit: "requests of pages and API under way", who: network });
      refuse({ request: asked, response, status: 503, retryAfterS: RETRY_AFTER_S });
      return;
    }
    const isOver = new AbortController();
    const callOff = onConnectionEnd(asked.socket, () => isOver.abort());
    response.once("close", () => isOver.abort());
    isOver.signal.addEventListener("abort", () => {
      callOff();
      this.leave(network);
    });
    this.send({ asked, response, isOver: isOver.signal, sinceMs: performance.now() });
  }

  /** Whether the web process answers. */
  isUp(): Promise<boolean> {
    return new Promise((resolve) => {
      const signal = AbortSignal.timeout(ALIVE_LIMIT_MS);
      const outgoing = request({ socketPath: this.socketPath, path: ALIVE_PATH, agent: this.agent, signal });
      outgoing.on("response", (answer) => {
        answer.resume().on("end", () => resolve(true));
        answer.on("error", () => resolve(false));
      });
      outgoing.on("error", () => resolve(false));
      outgoing.end();
    });
  }

  /** Passes on a connection that changes its protocol, and all that follows on it. */
  passUpgrade({ method, url, rawHeaders }: IncomingMessage, client: Duplex, head: Buffer): void {
    const web = connect(this.socketPath);
    const lines = rawHeaders.flatMap((name, index) =>
      index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1]}`] : [],
    );
    web.write(`${[`${method} ${url} HTTP/1.1`, ...lines].join("\r\n")}\r\n\r\n`);
    web.write(head);
    pipeline(client, web, client, () => client.destroy());
  }

  /** Lets nothing wait for the web process any more: this one stops. */
  stopWaiting(): void {
    this.isStopping = true;
  }

  /** Closes what is open to the web process. */
  close(): void {
    this.agent.destroy();
  }

  private send(passed: Passed, again = false): void {
    const { asked, response, isOver } = passed;
    const { method, url } = asked;
    const outgoing = request({
      socketPath: this.socketPath,
      agent: again ? false : this.agent,
      method: method ?? "GET",
      path: url ?? "/",
      headers: headersForNext(asked.headers),
      setHost: false,
      maxHeaderSize: MAX_ANSWER_HEADERS,
    });
    const hangUp = () => outgoing.destroy();
    isOver.addEventListener("abort", hangUp);
    let isAnswered = false;
    const limit = setTimeout(() => outgoing.destroy(new LateError()), this.answerLimitMs);
    outgoing.once("close", () => clearTimeout(limit));
    outgoing.on("response", (answer) => {
      isAnswered = true;
      clearTimeout(limit);
      giveBack(asked, response, answer);
    });
    outgoing.on("error", (error: NodeJS.ErrnoException) => {
      // An answer that breaks off says so itself; one may also be whole although the rest of the request was not taken.
      if (isAnswered || isOver.aborted) return;
      isOver.removeEventListener("abort", hangUp);
      asked.unpipe(outgoing);
      if (!again && mayRepeat(asked, outgoing, error)) this.send(passed, true);
      else if (!this.isStopping && mayWait(passed, error))
        setTimeout(() => isOver.aborted || this.send(passed), FILES_AGAIN_MS);
      else this.away(asked, response, error);
    });
    // What has no frame is not written: the web process would take it for the next request.
    if (hasBody(asked.headers)) asked.pipe(outgoing);
    else outgoing.end();
  }

  private away(asked: IncomingMessage, response: ServerResponse, error: NodeJS.ErrnoException): void {
    if (this.speaking.isTime(performance.now()))
      logger("ingest").warn({ code: error.code }, "The web process does not answer");
    const wasSent = !NOT_CONNECTED.has(error.code ?? "");
    const isSafeAgain = !wasSent || isRead(asked);
    const why = isSafeAgain ? AWAY : IN_BETWEEN;
    refuse({ request: asked, response, status: 503, retryAfterS: RETRY_AFTER_S, why, isSafeAgain });
  }

  private enter(network: string): boolean {
    const own = this.underWay.get(network) ?? 0;
    if (this.total >= this.limits.underWay || own >= this.limits.underWayOfOne) return false;
    this.total += 1;
    this.underWay.set(network, own + 1);
    return true;
  }

  private leave(network: string): void {
    this.total -= 1;
    const own = (this.underWay.get(network) ?? 0) - 1;
    if (own > 0) this.underWay.set(network, own);
    else this.underWay.delete(network);
  }
}

function giveBack(asked: IncomingMessage, response: ServerResponse, answer: IncomingMessage): void {
  if (response.destroyed) {
    answer.destroy();
    return;
  }
  // The rest of a body that nobody reads would be parsed as the next request.
  if (!asked.complete) response.shouldKeepAlive = false;
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage, headersForClient(answer.rawHeaders));
  // An event stream may say nothing for a while, and its reader waits for the headers.
  response.flushHeaders();
  pipeline(answer, response, (error) => {
    if (error) response.destroy();
  });
}

/** A connection may be closed at the very moment when it is used again; what only reads is then sent on a new one. */
function mayRepeat(
  asked: IncomingMessage,
  outgoing: ClientRequest,
  { code }: NodeJS.ErrnoException,
): boolean {
  const isClosed = code === "ECONNRESET" || code === "EPIPE";
  return isClosed && outgoing.reusedSocket && isRead(asked) && asked.complete;
}

/** Whether a file of the build waits until the web process is back. */
function mayWait({ asked, sinceMs }: Passed, { code }: NodeJS.ErrnoException): boolean {
  const isFile = isRead(asked) && asked.url?.startsWith(FILES) === true;
  return isFile && NOT_CONNECTED.has(code ?? "") && performance.now() - sinceMs < FILES_WAIT_MS;
}

function isRead({ method, headers }: IncomingMessage): boolean {
  return (method === "GET" || method === "HEAD") && !hasBody(headers);
}
