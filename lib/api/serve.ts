import { randomUUID } from "node:crypto";
import { env } from "@/lib/base/env";
import { AppError } from "@/lib/base/errors";
import { logger } from "@/lib/base/logger";
import { inRequest } from "@/lib/base/request-context";
import { withoutArguments } from "@/lib/base/without-arguments";
import { clientAddress } from "@/lib/http/client-address";
import { firstValue } from "@/lib/http/host";
import { readBearer } from "@/lib/people/tokens/api-token";
import { toAppError, toErrorResponse } from "./answer";
import { decideCsrf, foreignSentence } from "./csrf";

/** What is known about the caller, once it is known; for the log. */
export type Caller = { userId?: number; teamId?: number };

/**
 * Answers one request: refuses requests from other sites, turns errors into responses, adds a request id and writes one
 * log line. Never throws.
 */
export async function serve({
  request,
  pattern,
  run,
}: {
  request: Request;
  pattern: string;
  run: (caller: Caller) => Promise<Response>;
}): Promise<Response> {
  const startedAtMs = performance.now();
  const requestId = randomUUID();
  const log = logger("http").child({ requestId, method: request.method, route: pattern });
  const caller: Caller = {};
  let response: Response;
  try {
    refuseForeign(request);
    const address = clientAddress((name) => request.headers.get(name));
    response = await inRequest({ address }, () => run(caller));
  } catch (error) {
    const told = toAppError(error);
    if (told.code === "internal") log.error({ err: withoutArguments(error) }, "Request failed unexpectedly");
    if (told.code === "unavailable") log.warn({ err: withoutArguments(error) }, "Database unavailable");
    response = toErrorResponse(told);
  }
  response.headers.set("x-request-id", requestId);
  log.info(
    { ...caller, status: response.status, ms: Math.round(performance.now() - startedAtMs) },
    "Request",
  );
  return response;
}

function refuseForeign({ method, headers }: Request): void {
  // A browser never adds a token by itself, and with a token the cookie is ignored.
  if (readBearer(headers.get("authorization")) !== null) return;
  const forwardedHost = firstValue(headers.get("x-forwarded-host"));
  const from = {
    method,
    hosts: [headers.get("host"), forwardedHost].filter((host) => host !== null),
    hubUrl: env().hubUrl,
    origin: headers.get("origin"),
    secFetchSite: headers.get("sec-fetch-site"),
    contentType: headers.get("content-type"),
    hasBody: (headers.get("content-length") ?? "0") !== "0" || headers.has("transfer-encoding"),
  };
  const decision = decideCsrf(from);
  if (decision.kind === "foreign") throw new AppError("forbidden", foreignSentence(from));
  if (decision.kind === "unproven") {
    throw new AppError("unsupported_media_type", "Send the request as Content-Type: application/json.");
  }
}
