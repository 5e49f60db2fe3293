import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { cache } from "react";
import { callbackPath } from "./callback-path";
import { hasUsers } from "./data";
import { findPerson, findSession, type Person, type Session } from "./gate";
import { findSessionToken } from "./session-token";
import { WANTED_PATH_HEADER } from "./wanted-path";

/** The caller's session, or null. Looked up once for all parts of a page. */
export const loadSession = cache(
  async (): Promise<Session | null> => findSession({ token: await readToken(), now: new Date() }),
);

/** The same for whoever is signed in, in a team or not. */
const loadPerson = cache(
  async (): Promise<Person | null> => findPerson({ token: await readToken(), now: new Date() }),
);

/** The caller's session. Without one the page becomes the first-run page, or the sign-in page that leads back here. */
export async function requireSession(): Promise<Session> {
  return (await loadSession()) ?? leadToDoor();
}

/** The same for whoever is signed in, in a team or not. */
export async function requirePerson(): Promise<Person> {
  return (await loadPerson()) ?? leadToDoor();
}

async function readToken(): Promise<string | null> {
  const jar = await cookies();
  return findSessionToken((name) => jar.get(name)?.value);
}

async function leadToDoor(): Promise<never> {
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
