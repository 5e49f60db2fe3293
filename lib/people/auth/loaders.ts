import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { cache } from "react";
import { callbackPath } from "./callback-path";
import { hasUsers } from "./data";
import { findSignedIn, type Person, type Session } from "./gate";
import { findSessionToken } from "./session-token";
import { WANTED_PATH_HEADER } from "./wanted-path";

/** Who is signed in, and in which team; or null. Looked up once for all parts of a page. */
const loadSignedIn = cache(async () => findSignedIn({ token: await readToken(), now: new Date() }));

/** The person who is signed in, in a team or not; or null. */
export async function loadPerson(): Promise<Person | null> {
  return (await loadSignedIn())?.person ?? null;
}

/**
 * The caller's session. Without one the page becomes the first-run page, the sign-in page that leads back here, or the one
 * for people who are in no team.
 */
export async function requireSession(): Promise<Session> {
  const { session } = (await loadSignedIn()) ?? (await leadToDoor());
  return session ?? redirect("/no-team");
}

/** The same for whoever is signed in, in a team or not. */
export async function requirePerson(): Promise<Person> {
  return ((await loadSignedIn()) ?? (await leadToDoor())).person;
}

/** Whether this browser still brings the cookie of a session; without a person behind it, that session is over. */
export async function bringsSession(): Promise<boolean> {
  return (await readToken()) !== null;
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
