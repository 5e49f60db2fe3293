import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AuthPage } from "@/components/people/auth/auth-page";
import { ResetForm } from "@/components/people/auth/reset-form";
import { findReset } from "@/lib/people/password-resets/find-reset";

export const metadata: Metadata = { title: "New password" };

type ResetPageProps = { params: Promise<{ token: string }> };

export default async function ResetPage({ params }: ResetPageProps) {
  const { token } = await params;
  const reset = await findReset({ token, now: new Date() });
  if (reset === null) notFound();
  return (
    <AuthPage
      title="Choose a new password"
      note={`For ${reset.email}. You will be signed out everywhere else.`}
    >
      <ResetForm token={token} email={reset.email} />
    </AuthPage>
  );
}
