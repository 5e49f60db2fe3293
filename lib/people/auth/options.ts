import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { logger } from "@/lib/base/logger";
import { sessionSecret } from "@/lib/db/secrets/instance-secret";
import { clientAddress } from "@/lib/http/client-address";
import { logAccess } from "../access/log";
import { findSessionRow } from "./data";
import { browserCookieName } from "./known-browser";
import { deleteSession } from "./mutations";
import { decideSession, SESSION_LIFETIME_MS } from "./session-lifetime";
import { readClaims, sessionCookieName } from "./session-token";
import { signIn } from "./sign-in";

declare module "next-auth" {
  interface User {
    sessionId?: string;
  }
}

/** What a sign-in needs to know of its browser, and gives to it. */
type Browser = {
  readCookie: (name: string) => string | undefined;
  onSignedIn: (signedIn: { accountId: number; proof: string }) => void;
};

const credentialsOf = ({ readCookie, onSignedIn }: Browser) =>
  CredentialsProvider({
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
        readProof: (accountId) => readCookie(browserCookieName(accountId)),
        now: new Date(),
      });
      if (result.kind !== "signed_in") return null;
      onSignedIn({ accountId: result.userId, proof: result.browserProof });
      return { id: String(result.userId), sessionId: result.sessionId };
    },
  });

// next-auth passes the message of whatever is thrown here to the sign-in page as ?error=, so only known codes may be thrown.
async function trySignIn(attempt: Parameters<typeof signIn>[0]): ReturnType<typeof signIn> {
  const result = await signIn(attempt).catch((error: unknown) => {
    logger("auth").error({ err: error }, "A sign-in could not be checked");
    throw new Error("Unavailable");
  });
  if (result.kind === "throttled") throw new Error("TooManyAttempts");
  if (result.kind === "disabled") throw new Error("AccountDisabled");
  return result;
}

/** How next-auth signs people in: a session is a row; the cookie only says which one. */
export function authOptions({
  isEncrypted,
  ...browser
}: Browser & { isEncrypted: boolean }): NextAuthOptions {
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
    providers: [credentialsOf(browser)],
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
        if (claims === null) return;
        await deleteSession(claims.sessionId);
        logAccess("signed_out", { accountId: claims.userId });
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
    if (row === null || row.user.disabledAt !== null) return false;
    return decideSession({ session: row, now: new Date() }).kind === "current";
  } catch {
    // An unavailable database must not sign anybody out.
    return true;
  }
}
