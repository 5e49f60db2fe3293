import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { logger } from "@/lib/base/logger";
import { sessionSecret } from "@/lib/db/secrets/instance-secret";
import { clientAddress } from "@/lib/http/client-address";
import { findSessionRow } from "./data";
import { deleteSession } from "./mutations";
import { decideSession, SESSION_LIFETIME_MS } from "./session-lifetime";
import { readClaims, sessionCookieName } from "./session-token";
import { signIn } from "./sign-in";

declare module "next-auth" {
  interface User {
    sessionId?: string;
  }
}

const credentials = CredentialsProvider({
  credentials: {
    email: { label: "E-mail", type: "email" },
    password: { label: "Password", type: "password" },
  },
  async authorize(given, { headers }) {
    const read = (name: string): string | null => {
      const value: unknown = headers?.[name];
      return typeof value === "string" ? value : null;
    };
    const result = await trySignIn({
      credentials: given,
      address: clientAddress(read),
      userAgent: read("user-agent") ?? "",
      now: new Date(),
    });
    return result.kind === "signed_in" ? { id: String(result.userId), sessionId: result.sessionId } : null;
  },
});

// next-auth passes the message of whatever is thrown here to the sign-in page as ?error=, so only known codes may be thrown.
async function trySignIn(attempt: Parameters<typeof signIn>[0]): ReturnType<typeof signIn> {
  const result = await signIn(attempt).catch((error: unknown) => {
    logger("auth").error({ err: error }, "A sign-in could not be checked");
    throw new Error("Unavailable");
  });
  if (result.kind === "throttled") throw new Error("TooManyAttempts");
  return result;
}

/** How next-auth signs people in: a session is a row; the cookie only says which one. */
export function authOptions({ isEncrypted }: { isEncrypted: boolean }): NextAuthOptions {
  const log = logger("auth");
  return {
    secret: sessionSecret(),
    useSecureCookies: isEncrypted,
    cookies: {
      sessionToken: {
        name: sessionCookieName(isEncrypted),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isEncrypted },
      },
    },
    session: { strategy: "jwt", maxAge: SESSION_LIFETIME_MS / 1_000 },
    providers: [credentials],
    pages: { signIn: "/sign-in", error: "/sign-in" },
    callbacks: {
      async jwt({ token, user }) {
        if (user !== undefined) return { sub: user.id, sid: user.sessionId };
        // Throwing makes next-auth remove the cookie.
        if (!(await isStillOpen(token))) throw new Error("the session has ended");
        return token;
      },
    },
    events: {
      async signOut({ token }) {
        const claims = readClaims(token);
        if (claims !== null) await deleteSession(claims.sessionId);
      },
    },
    logger: {
      error: (code) => log.info({ code }, "Sign-in error"),
      warn: (code) => log.debug({ code }, "Sign-in warning"),
      debug: () => undefined,
    },
  };
}

async function isStillOpen(token: unknown): Promise<boolean> {
  const claims = readClaims(token);
  if (claims === null) return false;
  try {
    const row = await findSessionRow(claims.sessionId);
    return row !== null && decideSession({ session: row, now: new Date() }).kind === "current";
  } catch {
    // An unavailable database must not sign anybody out.
    return true;
  }
}
