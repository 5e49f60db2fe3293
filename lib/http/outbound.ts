import dns from "node:dns";
import net from "node:net";
import { Agent, buildConnector, DecoratorHandler, type Dispatcher, fetch, type Response } from "undici";
import { type AddressVerdict, judgeAddress } from "./address";

/** Thrown when an address is refused. The message can be shown to the person who typed the address. */
class ForbiddenAddressError extends Error {
  override name = "ForbiddenAddressError";
}

class TooLateError extends Error {
  override name = "TooLateError";
}

const REFUSALS = {
  private:
    "is a private, local or reserved address. To allow it, whoever runs the hub adds its network to WEBHOOK_ALLOW_CIDRS.",
  never: "is a link-local address or a cloud's metadata service, which LunaSentri never contacts.",
} as const;

const explain = (host: string, verdict: Exclude<AddressVerdict, "allowed">) => `${host} ${REFUSALS[verdict]}`;

/** Why nothing may be sent to this host of a URL, as a sentence. Null: allowed, or a name that has not been resolved yet. */
export function refusalOf({
  hostname,
  allow,
}: {
  hostname: string;
  allow: readonly string[];
}): string | null {
  const host = hostname.replace(/^\[|\]$/g, "");
  if (net.isIP(host) === 0) return null;
  const verdict = judgeAddress({ address: host, allow });
  return verdict === "allowed" ? null : explain(host, verdict);
}

/** An HTTP agent that checks every address before it connects: literals, names, and each answer of the resolver. */
export function guardedAgent({ allow }: { allow: readonly string[] }): Agent {
  const connect = buildConnector({
    timeout: 5_000,
    lookup(hostname, options, callback) {
      dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
        if (error !== null) return callback(error, "", 0);
        const verdicts = addresses.map(({ address }) => judgeAddress({ address, allow }));
        const good = addresses.filter((_, index) => verdicts[index] === "allowed");
        const first = good[0];
        if (first === undefined) {
          const verdict = verdicts.includes("private") ? "private" : "never";
          return callback(new ForbiddenAddressError(explain(hostname, verdict)), "", 0);
        }
        if (options.all) return callback(null, good);
        callback(null, first.address, first.family);
      });
    },
  });
  return new Agent({
    connections: 64,
    keepAliveTimeout: 4_000,
    connect(options, callback) {
      const refusal = refusalOf({ hostname: options.hostname, allow });
      if (refusal !== null) return callback(new ForbiddenAddressError(refusal), null);
      connect(options, callback);
    },
  });
}

export type OutboundAnswer =
  | {
      kind: "answered";
      status: number;
      /** By their lower-case names: those that say when to try again, and what the body is. */
      headers: Readonly<Record<string, string>>;
      body: string;
    }
  | { kind: "failed"; message: string };

const MAX_ANSWER_BYTES = 2_048;
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
  /** Aborts the request early. */
  signal?: AbortSignal;
};

/**
 * Sends a request and reads the beginning of the answer, all within `timeoutMs`. Never throws: a failure comes back as
 * a sentence. Redirects are not followed.
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
  signal: ended,
}: Outbound): Promise<OutboundAnswer> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const endsAtMs = Math.min(performance.now() + timeoutMs, notAfterMs);
  const signal = ended === undefined ? timeout : AbortSignal.any([timeout, ended]);
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
    const text = await readStart(response, maxAnswerBytes);
    const kept = [...response.headers].filter(([name]) => KEPT_HEADERS.test(name));
    return {
      kind: "answered",
      status: response.status,
      headers: Object.fromEntries(kept),
      body: text,
    };
  } catch (error) {
    return {
      kind: "failed",
      message: timeout.aborted ? `no answer within ${timeoutMs / 1000} s` : sentence(error),
    };
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

/** Reads the first bytes of an answer, however long it is; the rest is discarded with its connection. */
async function readStart(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return "";
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size < maxBytes) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString("utf8");
    chunks.push(value);
    size += value.byteLength;
  }
  await reader.cancel();
  return Buffer.concat(chunks).subarray(0, maxBytes).toString("utf8");
}

const SENTENCES: Record<string, string> = {
  ECONNREFUSED: "the connection was refused: nothing listens there",
  ECONNRESET: "the receiver closed the connection without an answer",
  UND_ERR_SOCKET: "the receiver closed the connection without an answer",
  ENOTFOUND: "the host name does not exist",
  EAI_AGAIN: "the host name could not be looked up",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
  ETIMEDOUT: "the connection timed out",
  UND_ERR_CONNECT_TIMEOUT: "the connection timed out",
  CERT_HAS_EXPIRED: "the receiver's certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the receiver's certificate is self-signed",
  ERR_TLS_CERT_ALTNAME_INVALID: "the receiver's certificate is for another name",
};

function sentence(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof ForbiddenAddressError) return cause.message;
  if (cause instanceof TooLateError) return "this process was frozen until it was too late to send";
  // The ports that browsers block (https://fetch.spec.whatwg.org/#port-blocking); undici only says "bad port".
  if (cause instanceof Error && cause.message === "bad port")
    return "fetch blocks this port, so nothing is ever sent to it: use another port for the receiver";
  const code = (cause as { code?: unknown } | null)?.code;
  if (typeof code === "string") return SENTENCES[code] ?? `the request failed (${code})`;
  return "the request failed";
}
