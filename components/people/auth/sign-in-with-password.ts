import { ApiError } from "@/lib/http/api-client";

type Credentials = { email: string; password: string };

// The words that lib/people/auth/options.ts lets through, and what they mean to a person.
const REFUSALS: Record<string, { status: number; message: string }> = {
  CredentialsSignin: { status: 401, message: "That e-mail address and password do not match." },
  TooManyAttempts: { status: 429, message: "Too many attempts. Wait a few minutes, then try again." },
};

const UNAVAILABLE = {
  status: 503,
  message: "The hub could not check the password. Try again in a moment.",
};

/** Signs in. Throws ApiError with a sentence for people when the hub refuses or does not answer. */
export async function signInWithPassword(credentials: Credentials): Promise<void> {
  const code = await refusalOf(credentials).catch(() => "Unavailable");
  if (code === null) return;
  throw new ApiError({ code, ...(REFUSALS[code] ?? UNAVAILABLE) });
}

// next-auth has a client of its own, which leaves the page, and with it what was typed, when the hub is away.
/** The word with which next-auth refuses; null when it lets in. */
async function refusalOf({ email, password }: Credentials): Promise<string | null> {
  const { csrfToken } = await readJson(await fetch("/api/auth/csrf"));
  const answer = await fetch("/api/auth/callback/credentials", {
    method: "POST",
    body: new URLSearchParams({ csrfToken: csrfToken ?? "", email, password, json: "true" }),
  });
  const { url } = await readJson(answer);
  const refusal = url === undefined ? null : new URL(url, window.location.origin).searchParams.get("error");
  return refusal ?? (answer.ok ? null : "Unavailable");
}

async function readJson(response: Response): Promise<Record<string, string | undefined>> {
  return (await response.json()) as Record<string, string | undefined>;
}
