import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthPage } from "@/components/auth/auth-page";
import { SignInForm } from "@/components/auth/sign-in-form";
import { callbackPath } from "@/lib/auth/callback-path";
import { isFirstRun, loadSession } from "@/lib/auth/loaders";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<{ callback?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  if (await isFirstRun()) redirect("/setup");
  const { callback } = await searchParams;
  const path = callbackPath(typeof callback === "string" ? callback : undefined);
  if ((await loadSession()) !== null) redirect(path);
  return (
    <AuthPage title="Sign in" note="To the hub that watches your machines.">
      <SignInForm callback={path} />
    </AuthPage>
  );
}
