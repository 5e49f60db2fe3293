import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { cache } from "react";
import { hasUsers } from "./data";
import { signInPath } from "./decide-entrance";
import { findSignedIn, type Person, type Session } from "./gate";
import { findSessionToken } from "./session-token";
import { WANTED_PATH_HEADER } from "./wanted-path";

/** Who is signed in, and in which team; or null. Read once for all parts of a page. */
const loadSignedIn = cache(async () => findSignedIn({ token: await readToken(), now: new Date() }));

/** The person who is signed in, in a team or not; or null. */
export async function loadPerson(): Promise<Person | null> {
  return (await loadSignedIn())?.person ?? null;
}

/** The caller's session; null for somebody who is not signed in, or in no team. */
export async function loadSession(): Promise<Session | null> {
  return (await loadSignedIn())?.session ?? null;
}

/**
 * The caller's session. Without one, redirects to the first-run page, to the sign-in page (which leads back here), or to
 * the page for people who are in no team.
 */
export async function requireSession(): Promise<Session> {
  const { session } = (await loadSignedIn()) ?? (await redirectToSignIn());
  return session ?? redirect("/no-team");
}

/** The same for anyone who is signed in, in a team or not. */
export async function requirePerson(): Promise<Person> {
  return ((await loadSignedIn()) ?? (await redirectToSignIn())).person;
}

/** Whether this browser still sends a session cookie; if nobody is signed in, that session has ended. */
export async function bringsSession(): Promise<boolean> {
  return (await readToken()) !== null;
}

async function readToken(): Promise<string | null> {
  const jar = await cookies();
  const asked = await headers();
  return findSessionToken({
    get: (name) => jar.get(name)?.value,
    protocol: asked.get("x-forwarded-proto"),
  });
}

async function redirectToSignIn(): Promise<never> {
  if (!(await hasUsers())) redirect("/setup");
  redirect(signInPath((await headers()).get(WANTED_PATH_HEADER)));
}

/** Whether this hub has no admin yet. */
export async function isFirstRun(): Promise<boolean> {
  // The answer is for this request, not for the build.
  await connection();
  return !(await hasUsers());
}
