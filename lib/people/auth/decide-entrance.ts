import type { Refusal } from "@/lib/http/decide-request";
import { callbackPath } from "./callback-path";

/** What of next-auth is used, by method; the rest would cost work, or write what anybody sends into the log. */
const USED: Record<string, readonly string[]> = {
  GET: ["csrf", "session"],
  POST: ["callback/credentials", "signout"],
};
const AUTH = "/api/auth/";

/** The pages of people who are signed in, and all below them. */
const SIGNED_IN = [
  "/machines",
  "/incidents",
  "/reports",
  "/rules",
  "/maintenance",
  "/deliveries",
  "/settings",
];

/** Whether this part of next-auth is used. `action`: what follows /api/auth/. */
export function isUsedAction({ method, action }: { method: string; action: string }): boolean {
  return USED[method === "HEAD" ? "GET" : method]?.includes(action) ?? false;
}

/** Refuses what next-auth offers and nobody uses. Null: this request asks for nothing of the kind. */
export function decideAuthPath({ method, target }: { method: string; target: string }): Refusal | null {
  const path = pathOf(target);
  if (!path.startsWith(AUTH) || isUsedAction({ method, action: path.slice(AUTH.length) })) return null;
  return { status: 404, message: "Nothing exists at this address." };
}

/**
 * Refuses a sign-in from a page that came over plain HTTP while the hub is at home behind HTTPS: the browser would throw
 * the session's cookie away and show the sign-in page again, without a word. It keeps it from this very machine.
 */
export function decideCookie({
  method,
  target,
  origin,
  isEncrypted,
  hubUrl,
}: {
  method: string;
  target: string;
  origin: string | undefined;
  isEncrypted: boolean;
  hubUrl: string | null;
}): Refusal | null {
  if (method !== "POST" || !isEncrypted || pathOf(target) !== `${AUTH}callback/credentials`) return null;
  if (origin === undefined || !URL.canParse(origin)) return null;
  const { protocol, hostname } = new URL(origin);
  if (protocol !== "http:" || isLoopback(hostname)) return null;
  const where = hubUrl === null ? "Open the hub by its https:// address." : `Open ${hubUrl} instead.`;
  return { status: 403, message: `Browsers keep the session of this hub only over HTTPS. ${where}` };
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\./.test(hostname);
}

/**
 * Where to send somebody who asks for a page of people who are signed in, without any session: to the sign-in page, which
 * leads back. Null: the page itself decides.
 */
export function decideSignIn({
  method,
  target,
  hasSession,
}: {
  method: string;
  target: string;
  hasSession: boolean;
}): string | null {
  if (hasSession || (method !== "GET" && method !== "HEAD")) return null;
  const path = pathOf(target);
  if (path !== "/" && !SIGNED_IN.some((page) => path === page || path.startsWith(`${page}/`))) return null;
  return signInPath(target);
}

/** The sign-in page that leads to this path afterwards. */
export function signInPath(wanted: string | null): string {
  const path = callbackPath(wanted);
  return path === "/" ? "/sign-in" : `/sign-in?callback=${encodeURIComponent(path)}`;
}

function pathOf(target: string): string {
  return target.split("?", 1)[0] ?? "";
}
