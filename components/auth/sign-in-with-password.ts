import { signIn } from "next-auth/react";
import { ApiError } from "@/lib/http/api-client";

// The words that lib/auth/options.ts lets through, and what they mean to a person.
const REFUSALS: Record<string, { status: number; message: string }> = {
  CredentialsSignin: { status: 401, message: "That e-mail address and password do not match." },
  TooManyAttempts: { status: 429, message: "Too many attempts. Wait a few minutes, then try again." },
};

const UNAVAILABLE = {
  status: 503,
  message: "The hub could not check the password. Try again in a moment.",
};

/** Signs in. Throws ApiError with a sentence for people when the hub refuses or does not answer. */
export async function signInWithPassword(credentials: { email: string; password: string }): Promise<void> {
  const answer = await signIn("credentials", { ...credentials, redirect: false }).catch(() => undefined);
  if (answer?.ok === true) return;
  const code = answer?.error ?? "Unavailable";
  throw new ApiError({ code, ...(REFUSALS[code] ?? UNAVAILABLE) });
}
