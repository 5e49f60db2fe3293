import type { z } from "zod";
import type { ErrorCode } from "@/lib/base/errors";

/** The responses of a route by HTTP status: the body's schema, null for no body, or the media type if it is not JSON. */
export type Answers = Record<number, z.ZodType | string | null>;

/** What a route accepts and returns. The API document is built from these, so that it cannot differ from the routes. */
export type Operation = {
  /** Such as "/api/v1/machines/:id"; the log uses it too. */
  pattern: string;
  /** What it does, for readers of the API document. */
  summary: string;
  /** Who may call it: a member of a team (also with an API token), a person in a browser, a machine with its key, or anybody. */
  access: "session" | "person" | "key" | "anybody";
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** An absent body counts as {}. */
  isBodyOptional?: boolean;
  answers: Answers;
  /** Errors that do not follow from what it accepts. */
  refuses?: ErrorCode[];
};

/** One method of one route. */
export type DescribedMethod = { method: string; operation: Operation };

type BodyOf<Described> = Described extends z.ZodType ? { body: z.input<Described> } : { body?: undefined };

/**
 * What a handler may return: a body as its operation declares it, or a response that it has built itself. The status is
 * the first that the operation declares, unless the handler sets another.
 */
export type AnswerOf<A extends Answers> = ({ status?: number } & BodyOf<A[keyof A]>) | Response;

/** Every error of an operation: those it declares, and those that follow from what it accepts. */
export function refusalsOf({ method, operation }: DescribedMethod): ErrorCode[] {
  const { access, params, query, body, refuses = [] } = operation;
  const codes: ErrorCode[] = [...refuses, "unavailable", "too_many_requests"];
  if (access !== "anybody") codes.push("unauthenticated");
  if (access === "key") return codes;
  codes.push("internal");
  if (access !== "anybody") codes.push("forbidden");
  if (params) codes.push("not_found");
  if (query || body) codes.push("unprocessable");
  if (body) codes.push("invalid", "too_large");
  // What another site's page could send (lib/api/csrf.ts).
  if (method !== "GET") codes.push("forbidden", "unsupported_media_type");
  return [...new Set(codes)];
}
