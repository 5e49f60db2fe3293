import { z } from "zod";
import { AppError, ERROR_STATUS, type ErrorCode, isAppError } from "@/lib/base/errors";
import { isUnavailable } from "@/lib/db/unavailable";

/** Turns a use case's result into a response. Null: 204, no body. */
export type Answer = { status?: number; body?: unknown };

const RETRY_AFTER_S = 2;

/** Answers with a response that no cache may keep. */
export function toResponse({ status, body }: Answer): Response {
  const headers = { "cache-control": "no-store" };
  if (body === undefined) return new Response(null, { status: status ?? 204, headers });
  return Response.json(body, { status: status ?? 200, headers });
}

/** The part of an error that the caller sees: an AppError as it is, "unavailable" if the database cannot answer, else "internal". */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (isUnavailable(error)) {
    return new AppError(
      "unavailable",
      "The database is not available right now. Try again in a few seconds.",
      {
        retryAfterS: RETRY_AFTER_S,
      },
    );
  }
  return new AppError(
    "internal",
    "Something went wrong. The hub's log has the details under this request's id.",
  );
}

/** The body of every error. */
export const errorSchema = z
  .object({
    error: z.object({
      code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode]),
      message: z.string().describe("A sentence for people that says what to do."),
      fields: z
        .record(z.string(), z.string())
        .optional()
        .describe("A sentence for each invalid field, by its name in the request."),
      network: z
        .string()
        .optional()
        .describe("The private network that an admin of the installation would have to allow first."),
    }),
  })
  .meta({ id: "Error" });

/** An AppError as /api/v1 returns it. */
export function toErrorResponse({ code, message, fields, network, retryAfterS }: AppError): Response {
  const response = toResponse({
    status: ERROR_STATUS[code],
    body: {
      error: {
        code,
        message,
        ...(fields !== undefined && { fields }),
        ...(network !== undefined && { network }),
      },
    },
  });
  if (retryAfterS !== undefined) response.headers.set("retry-after", String(retryAfterS));
  return response;
}
