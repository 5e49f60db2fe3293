import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { AuthLink } from "@/components/people/auth/auth-link";
import { AuthPage } from "@/components/people/auth/auth-page";
import { RegisterForm } from "@/components/people/auth/register-form";
import { isFirstRun, loadPerson } from "@/lib/people/auth/loaders";
import { getRegistration } from "@/lib/people/instance/registration";

export const metadata: Metadata = { title: "Create an account" };

export default async function RegisterPage() {
  if (await isFirstRun()) redirect("/setup");
  if ((await loadPerson()) !== null) redirect("/");
  if (!(await getRegistration()).open) notFound();
  return (
    <AuthPage title="Create an account" note="You get a team of your own and become its admin.">
      <RegisterForm submitLabel="Create account and sign in" />
      <AuthLink question="Already have an account?" href="/sign-in">
        Sign in
      </AuthLink>
    </AuthPage>
  );
}
