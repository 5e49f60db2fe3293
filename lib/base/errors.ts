// The closed set of errors that a caller sees. Anything else is unexpected and hidden behind "internal".
export const ERROR_STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  unsupported_media_type: 415,
  unprocessable: 422,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export type FieldErrors = Record<string, string>;

/** An expected error: its message says what to do, and the caller sees it as it is. */
export class AppError extends Error {
  override name = "AppError";
  readonly code: ErrorCode;
  /** For forms: a sentence for each invalid field, by its name in the request. */
  readonly fields: FieldErrors | undefined;
  readonly retryAfterS: number | undefined;
  /** The private network that an admin of the installation would have to allow first. */
  readonly network: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    details: { fields?: FieldErrors; retryAfterS?: number; network?: string } = {},
  ) {
    super(message);
    this.code = code;
    this.fields = details.fields;
    this.retryAfterS = details.retryAfterS;
    this.network = details.network;
  }
}

// lib is loaded twice in the web process (server bundle and Next), so instanceof does not work across the copies.
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === "AppError";
}
