import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { redirect, refuse } from "@/lib/http/answer-early";
import { decideRequest } from "@/lib/http/decide-request";
import { readCookie } from "@/lib/http/read-cookie";
import { contentSecurityPolicy, NONCE_HEADER, securityHeaders } from "@/lib/http/security-headers";
import { readBearer } from "../tokens/api-token";
import { decideAuthPath, decideCookie, decideSignIn } from "./decide-entrance";
import { findSessionToken } from "./session-token";
import { WANTED_PATH_HEADER } from "./wanted-path";

const NONCE_BYTES = 16;

/**
 * Receives a request whose forwarded headers are settled: answers it if it is refused, or leads to the sign-in page
 * (true), or prepares it for Next (false). Either way its answer has the headers that keep browsers safe.
 */
export function receiveRequest({
  request,
  response,
  hubUrl,
  isDevelopment,
}: {
  request: IncomingMessage;
  response: ServerResponse;
  hubUrl: string | null;
  isDevelopment: boolean;
}): boolean {
  const { headers, method = "" } = request;
  const target = request.url ?? "";
  const protocol = one(headers["x-forwarded-proto"]);
  const nonce = randomBytes(NONCE_BYTES).toString("base64");
  const policy = contentSecurityPolicy({ nonce, isDevelopment });
  const isEncrypted = protocol === "https";
  const safe = securityHeaders({ policy, path: target, isEncrypted });
  for (const [name, value] of Object.entries(safe)) response.setHeader(name, value);

  const refusal =
    decideRequest({
      method,
      target,
      host: headers.host,
      forwardedHost: one(headers["x-forwarded-host"]) ?? undefined,
      hasBearer: readBearer(headers.authorization ?? null) !== null,
      hubUrl,
    }) ??
    decideAuthPath({ method, target }) ??
    decideCookie({ method, target, origin: headers.origin, isEncrypted, hubUrl });
  if (refusal !== null) {
    refuse(response, refusal, target.startsWith("/api/"));
    return true;
  }
  const get = (name: string) => readCookie(headers.cookie ?? null, name);
  const signIn = decideSignIn({ method, target, hasSession: findSessionToken({ get, protocol }) !== null });
  if (signIn !== null) {
    redirect(response, signIn);
    return true;
  }
  // Next does not tell a page which path was requested, and after signing in people should return to it.
  headers[WANTED_PATH_HEADER] = target;
  // Next takes the nonce for its own scripts from the policy, pages take it for theirs from the other header.
  headers["content-security-policy"] = policy;
  headers[NONCE_HEADER] = nonce;
  return false;
}

function one(header: string | string[] | undefined): string | null {
  return typeof header === "string" ? header : null;
}
