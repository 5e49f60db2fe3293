import { z } from "zod";
import { AppError, ERROR_STATUS, type ErrorCode, isAppError } from "@/lib/base/errors";
import { isUnavailable } from "@/lib/db/transaction";

/** What a use case's result becomes on the wire. No body: 204. */
export type Answer = { status?: number; body?: unknown };

const RETRY_AFTER_S = 2;

/** An answer as a response that nobody may keep. */
export function toResponse({ status, body }: Answer): Response {
  const headers = { "cache-control": "no-store" };
  if (body === undefined) return new Response(null, { status: status ?? 204, headers });
  return Response.json(body, { status: status ?? 200, headers });
}

/** What a caller is told of an error: an AppError's own words, "unavailable" for a database that cannot answer, else nothing. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (isUnavailable(error)) {
    return new AppError("unavailable", "The database cannot answer at present. Try again in a few seconds.", {
      retryAfterS: RETRY_AFTER_S,
    });
  }
  return new AppError(
    "internal",
    "Something went wrong here. The hub's log says more under this request's id.",
  );
}

/** What every refusal looks like. */
export const errorSchema = z
  .object({
    error: z.object({
      code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode]),
      message: z.string().describe("A sentence for people that says what to do."),
      fields: z
        .record(z.string(), z.string())
        .optional()
        .describe("The sentence for each field at fault, by its name in the request."),
    }),
  })
  .meta({ id: "Error" });

/** An AppError as /api/v1 says it. */
export function toErrorResponse({ code, message, fields, retryAfterS }: AppError): Response {
  const response = toResponse({
    status: ERROR_STATUS[code],
    body: { error: { code, message, ...(fields !== undefined && { fields }) } },
  });
  if (retryAfterS !== undefined) response.headers.set("retry-after", String(retryAfterS));
  return response;
}
