import { signIn } from "next-auth/react";
import { ApiError } from "@/lib/http/api-client";

/** Signs in. Throws ApiError with a sentence for people when the hub refuses or does not answer. */
export async function signInWithPassword({
  email,
  password,
}: {
  email: string;
  password: string;
}): Promise<void> {
  const answer = await signIn("credentials", { email, password, redirect: false }).catch(() => undefined);
  if (answer?.ok === true) return;
  if (answer?.error === "CredentialsSignin") {
    throw new ApiError({
      status: 401,
      code: "unauthenticated",
      message: "That e-mail address and password do not match.",
    });
  }
  throw new ApiError({
    status: answer?.status ?? 0,
    code: "unreachable",
    message: "Signing in did not work because of the hub, not because of the password. Try again.",
  });
}
