import { decode } from "next-auth/jwt";
import { z } from "zod";
import { sessionSecret } from "@/lib/db/secrets/instance-secret";

// Behind TLS next-auth prefixes its cookie; over plain HTTP a browser would refuse the prefix.
const SESSION_COOKIES = ["__Secure-next-auth.session-token", "next-auth.session-token"] as const;

/** The content of the session cookie, once its encryption has proved that we wrote it: which row to look up. */
const claimsSchema = z.object({ sub: z.string().regex(/^\d+$/).transform(Number), sid: z.string().min(1) });

export type SessionClaims = { userId: number; sessionId: string };

/** The value of the session cookie among a request's cookies, or null. */
export function findSessionToken(get: (name: string) => string | undefined): string | null {
  for (const name of SESSION_COOKIES) {
    const token = get(name);
    if (token !== undefined && token !== "") return token;
  }
  return null;
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
