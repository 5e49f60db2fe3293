import type { z } from "zod";
import type { ErrorCode } from "@/lib/base/errors";

/** What a route answers, by HTTP status: the body's schema, null for none, the media type of what is no JSON. */
export type Answers = Record<number, z.ZodType | string | null>;

/** What a route takes and gives. The API's document is made of these, so that it cannot say anything else. */
export type Operation = {
  /** As in "/api/v1/machines/:id", also for the log. */
  pattern: string;
  /** What it does, for whoever reads the API's document. */
  summary: string;
  /** Who may ask: a member of a team (also by API token), a person at a browser, a machine by its key, or anybody. */
  access: "session" | "person" | "key" | "anybody";
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** A body that is left out reads as {}. */
  isBodyOptional?: boolean;
  answers: Answers;
  /** Refusals that do not follow from what it takes. */
  refuses?: ErrorCode[];
};

/** One method of one route. */
export type DescribedMethod = { method: string; operation: Operation };

type BodyOf<Described> = Described extends z.ZodType ? { body: z.input<Described> } : { body?: undefined };

/**
 * What a handler may return: a body as its operation names it, or a response that it made itself. Without a status it
 * is the first that the operation names.
 */
export type AnswerOf<A extends Answers> = ({ status?: number } & BodyOf<A[keyof A]>) | Response;

/** Every way in which an operation may refuse: its own, and those that follow from what it takes. */
export function refusalsOf({ method, operation }: DescribedMethod): ErrorCode[] {
  const { access, params, query, body, refuses = [] } = operation;
  const codes: ErrorCode[] = [...refuses, "unavailable"];
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
