/** An unsuccessful answer of /api/v1, or no answer at all (status 0). Its message is for people. */
export class ApiError extends Error {
  override name = "ApiError";
  readonly status: number;
  readonly code: string;
  /** A sentence for each invalid field, by its name in the request. */
  readonly fields: Record<string, string>;
  /** The private network that an admin of the installation would have to allow first; null: it is not about one. */
  readonly network: string | null;

  constructor({ status, code, message, fields = {}, network = null }: ApiErrorInit) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
    this.network = network;
  }
}

type ApiErrorInit = {
  status: number;
  code: string;
  message: string;
  fields?: Record<string, string>;
  network?: string | null;
};

type ErrorBody = { error?: Partial<Omit<ApiErrorInit, "status">> };

type Options = { body?: unknown; signal?: AbortSignal | undefined };

async function request<T>(method: string, path: string, { body, signal }: Options = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal !== undefined && { signal }),
    });
  } catch (failure) {
    // The caller no longer wants the answer.
    if (signal?.aborted) throw failure;
    throw new ApiError({
      status: 0,
      code: "unreachable",
      message: "The hub did not answer. Check the connection and try again.",
    });
  }
  if (response.ok) return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
  throw await toApiError(response);
}

/** An unsuccessful answer as an error, with the hub's own sentence if it has one. */
export async function toApiError(response: Response): Promise<ApiError> {
  const { error } = await response.json().then(
    (body) => body as ErrorBody,
    (): ErrorBody => ({}),
  );
  return new ApiError({
    status: response.status,
    code: error?.code ?? "internal",
    message: error?.message ?? `The hub answered with HTTP ${response.status}. Try again.`,
    fields: error?.fields ?? {},
    network: error?.network ?? null,
  });
}

/** The browser's client for /api/v1. Every function throws ApiError if the hub refuses or does not answer. */
export const api = {
  get: <T>(path: string) => request<T>("GET", path),
  post: <T>(path: string, body: unknown = {}, signal?: AbortSignal) =>
    request<T>("POST", path, { body, signal }),
  put: <T>(path: string, body: unknown) => request<T>("PUT", path, { body }),
  patch: <T>(path: string, body: unknown) => request<T>("PATCH", path, { body }),
  delete: <T = void>(path: string) => request<T>("DELETE", path),
};
