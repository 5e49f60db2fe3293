import type { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { type Answer, toResponse } from "./answer";
import type { AnswerOf, Answers, Operation } from "./operation";
import { parse } from "./parse";
import { readJson, readOptionalJson } from "./read-json";
import { type Caller, serve } from "./serve";

type Context = { params: Promise<unknown> };

/** A route handler that describes what it accepts and returns. */
export type DescribedHandler = ((request: Request, context: Context) => Promise<Response>) & {
  operation: Operation;
};

/** An operation with its types. A route ignores input that it does not declare. */
type Described<
  A extends Answers,
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
> = Omit<Operation, "access" | "answers" | "params" | "query" | "body"> & {
  answers: A;
  params?: Params;
  query?: Query;
  body?: Body;
};

type Given<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = {
  request: Request;
  params: z.output<Params>;
  query: z.output<Query>;
  body: z.output<Body>;
  now: Date;
};

type Handle<Given, A extends Answers> = (given: Given) => Promise<AnswerOf<A>>;

/** A route's description and its handler. */
export type Route<
  Who,
  A extends Answers,
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
> = Described<A, Params, Query, Body> & { handle: Handle<Given<Params, Query, Body> & Who, A> };

/** What proves who is calling. */
export type Asked = { request: Request; now: Date };

/** A route handler for anybody: parses the input, calls `handle`, and maps the result. lib/base/errors.ts defines how errors are answered. */
export function publicRoute<
  A extends Answers,
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(described: Route<unknown, A, Params, Query, Body>): DescribedHandler {
  return handlerOf({ access: "anybody", described, prove: async () => ({}) });
}

/** A route handler of any kind. */
export function handlerOf<
  Who extends object,
  A extends Answers,
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
>({
  access,
  described: { handle, ...described },
  prove,
}: {
  access: Operation["access"];
  described: Route<Who, A, Params, Query, Body>;
  /** Throws if the request does not prove who is calling; records who it is, for the log. */
  prove: (asked: Asked, caller: Caller) => Promise<Who>;
}): DescribedHandler {
  const handler = (request: Request, context: Context) =>
    serve({
      request,
      pattern: described.pattern,
      run: async (caller) => {
        const now = new Date();
        const who = await prove({ request, now }, caller);
        const given = await parseInput({ described, request, context });
        return toWire(described.answers, await handle({ ...given, request, now, ...who }));
      },
    });
  return Object.assign(handler, { operation: { ...described, access } });
}

async function parseInput<
  A extends Answers,
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
>({
  described: { params, query, body, isBodyOptional = false },
  request,
  context,
}: {
  described: Described<A, Params, Query, Body>;
  request: Request;
  context: Context;
}) {
  const read = isBodyOptional ? readOptionalJson : readJson;
  return {
    params: params && parseAddress(params, await context.params),
    query: query && parse(query, Object.fromEntries(new URL(request.url).searchParams)),
    body: body && parse(body, await read(request)),
  } as Pick<Given<Params, Query, Body>, "params" | "query" | "body">;
}

// An id that no object can have counts as not found.
function parseAddress<S extends z.ZodType>(schema: S, params: unknown): z.output<S> {
  const parsed = schema.safeParse(params);
  if (!parsed.success) throw new AppError("not_found", "Nothing exists at this address.");
  return parsed.data;
}

function toWire(answers: Answers, result: Answer | Response): Response {
  if (result instanceof Response) return result;
  return toResponse({ status: Number(Object.keys(answers)[0]), ...result });
}
