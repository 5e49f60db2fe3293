import { ProxyError } from "./proxy-tunnel";
import { ForbiddenAddressError } from "./refusal";

/** Thrown when the time to send something has passed. */
export class TooLateError extends Error {
  override name = "TooLateError";
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

/** What has gone wrong with a request, as the rest of a sentence for people. It contains no address but a host's name. */
export function outboundFailure(error: unknown): string {
  if (error instanceof ProxyError) return proxyFailure(error);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof ProxyError) return proxyFailure(cause);
  if (cause instanceof ForbiddenAddressError) return cause.message;
  if (cause instanceof TooLateError) return "this process was frozen until it was too late to send";
  // The ports that browsers block (https://fetch.spec.whatwg.org/#port-blocking); undici only says "bad port".
  if (cause instanceof Error && cause.message === "bad port")
    return "fetch blocks this port, so nothing is ever sent to it: use another port for the receiver";
  const code = (cause as { code?: unknown } | null)?.code;
  if (typeof code === "string") return SENTENCES[code] ?? `the request failed (${code})`;
  return "the request failed";
}

/** The private network that would have to be allowed before a request that failed can succeed; null: that is not why. */
export function networkMissing(error: unknown): string | null {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof ForbiddenAddressError ? cause.network : null;
}

function proxyFailure({ status, cause }: ProxyError): string {
  if (status === null)
    return `the proxy cannot be reached: ${outboundFailure(cause).replaceAll("the receiver's", "its").replaceAll("the receiver", "it")}`;
  const advice =
    status === 407 ? "; check the user name and password in HTTPS_PROXY" : ", so it does not allow this host";
  return `the proxy answered HTTP ${status}${status === 407 || status === 403 ? advice : ""}`;
}
