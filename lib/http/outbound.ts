import { DecoratorHandler, type Dispatcher, fetch, type Response } from "undici";
import { networkMissing, outboundFailure, TooLateError } from "./outbound-failure";
import { limitTime } from "./time-limit";

export type OutboundAnswer =
  | {
      kind: "answered";
      status: number;
      /** By their lower-case names: those that say when to try again, and what the body is. */
      headers: Readonly<Record<string, string>>;
      /** What could be read of it. */
      body: string;
      /** The body was read to its end, and not cut off by the receiver, the network or a limit. */
      isWhole: boolean;
    }
  | {
      kind: "failed";
      message: string;
      /** The private network that an admin of the installation would have to allow first. */
      network?: string;
    };

const MAX_ANSWER_BYTES = 2_048;
/** How long a body may take after its status line, unless it decides. */
const BODY_MS = 2_000;
/** How long after a status that says it all: an end of this process meanwhile would send everything again. */
const UNREAD_BODY_MS = 100;
const KEPT_HEADERS = /^(retry-after|x-ratelimit-.+|x-limit-app-reset|content-type)$/;

type Outbound = {
  agent: Dispatcher;
  method: "GET" | "POST" | "PUT" | "PATCH";
  url: string;
  headers?: Record<string, string>;
  body?: string;
  timeoutMs: number;
  /** Monotonic time after which nothing more is sent. */
  notAfterMs?: number | undefined;
  maxAnswerBytes?: number;
  /** The status line does not say everything: the body is waited for as long as `timeoutMs` allows. */
  doesBodyDecide?: boolean;
  /** Aborts the request early. */
  signal?: AbortSignal;
};

/**
 * Sends a request and reads the beginning of the answer, all within `timeoutMs`. The status line makes it an answer,
 * whatever becomes of the body. Never throws: a failure comes back as a sentence. Redirects are not followed.
 */
export async function send({
  agent,
  method,
  url,
  headers = {},
  body,
  timeoutMs,
  notAfterMs = Number.POSITIVE_INFINITY,
  maxAnswerBytes = MAX_ANSWER_BYTES,
  doesBodyDecide = false,
  signal: ended,
}: Outbound): Promise<OutboundAnswer> {
  const limit = limitTime(timeoutMs);
  const endsAtMs = Math.min(performance.now() + timeoutMs, notAfterMs);
  const signal = ended === undefined ? limit.signal : AbortSignal.any([limit.signal, ended]);
  try {
    const response = await fetch(url, {
      method,
      headers,
      ...(body !== undefined && { body }),
      redirect: "manual",
      signal,
      dispatcher: agent.compose(
        (dispatch) => (options, handler) => dispatch(options, new InTime(handler, endsAtMs)),
      ),
    });
    const bodyMs = doesBodyDecide ? timeoutMs : response.ok ? UNREAD_BODY_MS : BODY_MS;
    const read = await readStart(response, { maxBytes: maxAnswerBytes, bodyMs });
    const kept = [...response.headers].filter(([name]) => KEPT_HEADERS.test(name));
    return {
      kind: "answered",
      status: response.status,
      headers: Object.fromEntries(kept),
      ...read,
    };
  } catch (error) {
    const network = networkMissing(error);
    return {
      kind: "failed",
      ...(network !== null && { network }),
      message: limit.signal.aborted ? `no answer within ${timeoutMs / 1000} s` : outboundFailure(error),
    };
  } finally {
    limit.clear();
  }
}

/**
 * Makes sure that nothing is sent after the timeout. A process that was frozen while connecting finds its connections
 * established, and would write to them before its timers fire.
 */
class InTime extends DecoratorHandler {
  constructor(
    private readonly handler: Dispatcher.DispatchHandler,
    private readonly endsAtMs: number,
  ) {
    super(handler);
  }

  /** Called with an open connection, right before the request is written to it. */
  onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
    if (performance.now() > this.endsAtMs) throw new TooLateError();
    this.handler.onRequestStart?.(controller, context);
  }
}

/**
 * Reads the first bytes of an answer, however long it is; the rest is discarded with its connection. What cannot be read
 * is missing: it may never end, end early, or not be what its Content-Encoding says.
 */
async function readStart(
  { body }: Response,
  { maxBytes, bodyMs }: { maxBytes: number; bodyMs: number },
): Promise<{ body: string; isWhole: boolean }> {
  if (body === null) return { body: "", isWhole: true };
  const reader = body.getReader();
  const limit = limitTime(bodyMs);
  const leave = () => void reader.cancel().catch(() => undefined);
  limit.signal.addEventListener("abort", leave);
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  try {
    while (size < maxBytes && !isWhole && !limit.signal.aborted) {
      const { done, value } = await reader.read();
      if (value !== undefined) {
        chunks.push(value);
        size += value.byteLength;
      }
      isWhole = done && !limit.signal.aborted;
    }
  } catch {
    // The status line stands.
  }
  limit.clear();
  if (!isWhole) leave();
  return { body: Buffer.concat(chunks).subarray(0, maxBytes).toString("utf8"), isWhole };
}
