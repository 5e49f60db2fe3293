import { ApiError, toApiError } from "@/lib/http/api-client";

type Credentials = { email: string; password: string };

// The error codes from lib/people/auth/options.ts, with messages for people.
const REFUSALS: Record<string, { status: number; message: string }> = {
  CredentialsSignin: { status: 401, message: "Wrong e-mail address or password." },
  AccountDisabled: {
    status: 403,
    message: "This account is disabled. Ask an admin of this installation to enable it.",
  },
  TooManyAttempts: { status: 429, message: "Too many attempts. Wait a few minutes, then try again." },
};

const UNAVAILABLE = {
  status: 503,
  message: "The hub could not check the password. Try again in a moment.",
};

/** Signs in. Throws ApiError with a message for people when the hub refuses or does not answer. */
export async function signInWithPassword(credentials: Credentials): Promise<void> {
  const code = await refusalOf(credentials).catch((error: unknown) => {
    if (error instanceof ApiError) throw error;
    return "Unavailable";
  });
  if (code === null) return;
  throw new ApiError({ code, ...(REFUSALS[code] ?? UNAVAILABLE) });
}

// The client of next-auth would leave the page, and lose what was typed, when the hub is away.
/** The error code of next-auth; null: signed in. */
async function refusalOf({ email, password }: Credentials): Promise<string | null> {
  const { csrfToken } = await readJson(await fetch("/api/auth/csrf"));
  // The hub is away. Without the token next-auth would answer as if nothing had been wrong.
  if (csrfToken === undefined) return "Unavailable";
  const answer = await fetch("/api/auth/callback/credentials", {
    method: "POST",
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  if (answer.status === 403) throw await toApiError(answer);
  const { url } = await readJson(answer);
  const refusal = url === undefined ? null : new URL(url, window.location.origin).searchParams.get("error");
  return refusal ?? (answer.ok ? null : "Unavailable");
}

async function readJson(response: Response): Promise<Record<string, string | undefined>> {
  return (await response.json()) as Record<string, string | undefined>;
}
