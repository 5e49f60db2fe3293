import type { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { readCookie } from "@/lib/http/read-cookie";
import { findPerson, findSession, findTokenSession, type Person, type Session } from "@/lib/people/auth/gate";
import { findSessionToken } from "@/lib/people/auth/session-token";
import { notForTokens } from "@/lib/people/teams/require-permission";
import { readBearer } from "@/lib/people/tokens/api-token";
import type { Answers } from "./operation";
import { type Asked, type DescribedHandler, handlerOf, type Route } from "./public-route";

/** What a route for team members gets in addition. */
type AsMember = { session: Session };
/** What a route for people in a browser gets in addition. */
type AsPerson = { person: Person };

/**
 * A route handler for members of a team: checks the session (a cookie, or an API token as bearer), parses the input,
 * calls `handle`, and maps the result. lib/base/errors.ts defines how errors are answered.
 */
export function route<
  A extends Answers,
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(described: Route<AsMember, A, Params, Query, Body>): DescribedHandler {
  return handlerOf({
    access: "session",
    described,
    prove: async (asked, caller) => {
      const session = await requireCaller(asked);
      caller.userId = session.user.id;
      caller.teamId = session.team.id;
      return { session };
    },
  });
}

/** The same for people in a browser, in a team or not: for what belongs to them; not for API tokens. */
export function personRoute<
  A extends Answers,
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(described: Route<AsPerson, A, Params, Query, Body>): DescribedHandler {
  return handlerOf({
    access: "person",
    described,
    prove: async (asked, caller) => {
      const person = await requirePerson(asked);
      caller.userId = person.user.id;
      return { person };
    },
  });
}

/** Who is calling: decided by the API token if the request carries one, else by the cookie. Null: nobody. */
export function findCaller({ request, now }: Asked): Promise<Session | null> {
  const token = readBearer(request.headers.get("authorization"));
  return token === null ? findSession({ token: cookieOf(request), now }) : findTokenSession({ token, now });
}

async function requireCaller(asked: Asked): Promise<Session> {
  const session = await findCaller(asked);
  if (session === null) throw signInFirst();
  return session;
}

async function requirePerson({ request, now }: Asked): Promise<Person> {
  if (readBearer(request.headers.get("authorization")) !== null) {
    await requireCaller({ request, now });
    throw notForTokens();
  }
  const person = await findPerson({ token: cookieOf(request), now });
  if (person === null) throw signInFirst();
  return person;
}

function cookieOf(request: Request): string | null {
  const { headers } = request;
  return findSessionToken({
    get: (name) => readCookie(headers.get("cookie"), name),
    protocol: headers.get("x-forwarded-proto"),
  });
}

function signInFirst(): AppError {
  return new AppError("unauthenticated", "Sign in first, or send a valid API token.");
}
