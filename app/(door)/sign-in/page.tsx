import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthLink } from "@/components/auth/auth-link";
import { AuthPage } from "@/components/auth/auth-page";
import { SignInForm } from "@/components/auth/sign-in-form";
import { callbackPath } from "@/lib/auth/callback-path";
import { bringsSession, isFirstRun, loadPerson } from "@/lib/auth/loaders";
import { getRegistration } from "@/lib/instance/registration";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<{ callback?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  if (await isFirstRun()) redirect("/setup");
  const { callback } = await searchParams;
  const path = callbackPath(typeof callback === "string" ? callback : undefined);
  if ((await loadPerson()) !== null) redirect(path);
  const { open } = await getRegistration();
  const note = (await bringsSession())
    ? "Your session has ended. Sign in again to go on."
    : "To the hub that watches your machines.";
  return (
    <AuthPage title="Sign in" note={note}>
      <SignInForm callback={path} />
      <p className="mt-6 text-center text-muted-foreground">
        Forgot your password? An admin of your team can make you a link.
      </p>
      {open && (
        <AuthLink question="New here?" href="/register">
          Make an account
        </AuthLink>
      )}
    </AuthPage>
  );
}
