import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthPage } from "@/components/people/auth/auth-page";
import { SetupForm } from "@/components/people/auth/setup-form";
import { isFirstRun } from "@/lib/people/auth/loaders";

export const metadata: Metadata = { title: "Setup" };

type SetupPageProps = { searchParams: Promise<{ code?: string | string[] }> };

export default async function SetupPage({ searchParams }: SetupPageProps) {
  if (!(await isFirstRun())) redirect("/");
  const { code } = await searchParams;
  return (
    <AuthPage title="Welcome" note="Create the first admin of this hub. Three short steps follow.">
      <SetupForm code={typeof code === "string" ? code : ""} />
    </AuthPage>
  );
}
