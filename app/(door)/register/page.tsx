import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { AuthLink } from "@/components/auth/auth-link";
import { AuthPage } from "@/components/auth/auth-page";
import { RegisterForm } from "@/components/auth/register-form";
import { isFirstRun, loadPerson } from "@/lib/auth/loaders";
import { getRegistration } from "@/lib/instance/registration";

export const metadata: Metadata = { title: "Make an account" };

export default async function RegisterPage() {
  if (await isFirstRun()) redirect("/setup");
  if ((await loadPerson()) !== null) redirect("/");
  if (!(await getRegistration()).open) notFound();
  return (
    <AuthPage title="Make an account" note="It comes with a team of its own, whose admin you are.">
      <RegisterForm submitLabel="Make account and sign in" />
      <AuthLink question="Have an account?" href="/sign-in">
        Sign in
      </AuthLink>
    </AuthPage>
  );
}
