import { STATUS_CODES } from "node:http";
import type { z } from "zod";
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from "zod-openapi";
import { ERROR_STATUS, type ErrorCode } from "@/lib/base/errors";
import { errorSchema } from "../answer";
import { type DescribedMethod, refusalsOf } from "../operation";

const WORDS: Record<ErrorCode, string> = {
  invalid: "The body is not JSON in UTF-8, or not a report.",
  unauthenticated: "Nobody is signed in, or the key or token is unknown.",
  forbidden: "The caller's role does not allow this, or the request came from another site.",
  not_found: "It does not exist, or belongs to another team.",
  conflict: "The current state does not allow this; the message says why.",
  gone: "It has expired or was already used.",
  too_large: "The body is too large.",
  unsupported_media_type: "The body must be application/json without Content-Encoding.",
  unprocessable: "A field is invalid; `fields` has a sentence for each.",
  too_many_requests: "Too many requests; Retry-After says when to try again.",
  internal:
    "Something went wrong in the hub; its log has the details under the x-request-id of this response.",
  unavailable: "The hub is busy, or its database is away; Retry-After says when to try again.",
};

/** One response for each kind of error, which the document defines once and refers to. */
const REFUSALS = new Map<string, ZodOpenApiResponseObject>(
  Object.entries(WORDS).map(([id, description]) => [id, { id, description, content: json(errorSchema) }]),
);

/** All responses of one method. */
export function describeResponses(described: DescribedMethod): ZodOpenApiResponsesObject {
  const responses: Record<string, ZodOpenApiResponseObject | undefined> = {};
  for (const code of refusalsOf(described)) responses[ERROR_STATUS[code]] = REFUSALS.get(code);
  for (const [status, answer] of Object.entries(described.operation.answers)) {
    const description = STATUS_CODES[status] ?? status;
    responses[status] = { description, ...(answer !== null && { content: contentOf(answer) }) };
  }
  return responses as ZodOpenApiResponsesObject;
}

function contentOf(answer: z.ZodType | string) {
  return typeof answer === "string" ? { [answer]: {} } : json(answer);
}

/** A JSON body as OpenAPI describes it. */
export function json(schema: z.ZodType) {
  return { "application/json": { schema } };
}
