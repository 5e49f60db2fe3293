import { decode } from "next-auth/jwt";
import { z } from "zod";
import { sessionSecret } from "@/lib/db/secrets/instance-secret";

const NAME = "next-auth.session-token";
const SECURE_NAME = `__Host-${NAME}`;

/** The content of the session cookie, once its encryption has proved that we wrote it: which row to look up. */
const claimsSchema = z.object({ sub: z.string().regex(/^\d+$/).transform(Number), sid: z.string().min(1) });

export type SessionClaims = { userId: number; sessionId: string };

/**
 * The name of the session cookie. Behind TLS a browser accepts __Host- only from this very host, so no other host of the
 * same domain can plant a session here; over plain HTTP it would refuse the prefix.
 */
export function sessionCookieName(isEncrypted: boolean): string {
  return isEncrypted ? SECURE_NAME : NAME;
}

/**
 * The value of the session cookie among a request's cookies, or null. `protocol`: as the server settled it; behind TLS
 * only the cookie that was set behind TLS counts.
 */
export function findSessionToken({
  get,
  protocol,
}: {
  get: (name: string) => string | undefined;
  protocol: string | null;
}): string | null {
  const token = get(sessionCookieName(protocol === "https"));
  return token === undefined || token === "" ? null : token;
}

/** The claims in a decoded token, or null if it has none. */
export function readClaims(token: unknown): SessionClaims | null {
  const claims = claimsSchema.safeParse(token);
  return claims.success ? { userId: claims.data.sub, sessionId: claims.data.sid } : null;
}

/** The claims in a session cookie, or null if it is not ours, was changed, or has expired. */
export async function openSessionToken(token: string): Promise<SessionClaims | null> {
  const decoded = await decode({ token, secret: sessionSecret() }).catch(() => null);
  return readClaims(decoded);
}
