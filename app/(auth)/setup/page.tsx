import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthPage } from "@/components/people/auth/auth-page";
import { SetupForm } from "@/components/people/auth/setup-form";
import { isFirstRun } from "@/lib/people/auth/loaders";

export const metadata: Metadata = { title: "Setup" };

export default async function SetupPage() {
  if (!(await isFirstRun())) redirect("/");
  return (
    <AuthPage title="Welcome" note="Create the first admin of this hub. Three short steps follow.">
      <SetupForm />
    </AuthPage>
  );
}
