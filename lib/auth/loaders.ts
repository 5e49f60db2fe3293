import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { cache } from "react";
import { callbackPath } from "./callback-path";
import { hasUsers } from "./data";
import { findSession, type Session } from "./gate";
import { findSessionToken } from "./session-token";
import { WANTED_PATH_HEADER } from "./wanted-path";

/** The caller's session, or null. Looked up once for all parts of a page. */
export const loadSession = cache(async (): Promise<Session | null> => {
  const jar = await cookies();
  return findSession({ token: findSessionToken((name) => jar.get(name)?.value), now: new Date() });
});

/** The caller's session. Without one the page becomes the first-run page, or the sign-in page that leads back here. */
export async function requireSession(): Promise<Session> {
  const session = await loadSession();
  if (session !== null) return session;
  if (!(await hasUsers())) redirect("/setup");
  const path = callbackPath((await headers()).get(WANTED_PATH_HEADER));
  redirect(path === "/" ? "/sign-in" : `/sign-in?callback=${encodeURIComponent(path)}`);
}

/** Whether this hub waits for its first admin. */
export async function isFirstRun(): Promise<boolean> {
  // The answer belongs to this moment, not to the build.
  await connection();
  return !(await hasUsers());
}
