import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthLink } from "@/components/people/auth/auth-link";
import { AuthPage } from "@/components/people/auth/auth-page";
import { SignInForm } from "@/components/people/auth/sign-in-form";
import { callbackPath } from "@/lib/people/auth/callback-path";
import { bringsSession, isFirstRun, loadPerson } from "@/lib/people/auth/loaders";
import { getRegistration } from "@/lib/people/instance/registration";
import { doesMailResets } from "@/lib/people/mail/get-mail-settings";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<{ callback?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  if (await isFirstRun()) redirect("/setup");
  const { callback } = await searchParams;
  const path = callbackPath(typeof callback === "string" ? callback : undefined);
  if ((await loadPerson()) !== null) redirect(path);
  const { open } = await getRegistration();
  const note = (await bringsSession())
    ? "Your session has ended. Sign in again to continue."
    : "The hub that monitors your machines.";
  return (
    <AuthPage title="Sign in" note={note}>
      <SignInForm callback={path} />
      {doesMailResets() ? (
        <AuthLink question="Forgot your password?" href="/forgot-password">
          Get a link by e-mail
        </AuthLink>
      ) : (
        <p className="mt-6 text-center text-muted-foreground">
          Forgot your password? An admin of your team can create a reset link for you.
        </p>
      )}
      {open && (
        <AuthLink question="New here?" href="/register">
          Create an account
        </AuthLink>
      )}
    </AuthPage>
  );
}
