import type { Metadata } from "next";
import { connection } from "next/server";
import { AuthLink } from "@/components/people/auth/auth-link";
import { AuthPage } from "@/components/people/auth/auth-page";
import { ForgotForm } from "@/components/people/auth/forgot-form";
import { doesMailResets } from "@/lib/people/mail/get-mail-settings";

export const metadata: Metadata = { title: "Forgot your password?" };

export default async function ForgotPasswordPage() {
  // What the variables say is known when the hub runs, not when it is built.
  await connection();
  const isMailed = doesMailResets();
  const note = isMailed
    ? "You get a link with which you choose a new one."
    : "This hub sends no e-mail. Ask an admin of your team for a link with which you choose a new one.";
  return (
    <AuthPage title="Forgot your password?" note={note}>
      {isMailed && <ForgotForm />}
      <AuthLink question="Remembered it?" href="/sign-in">
        Sign in
      </AuthLink>
    </AuthPage>
  );
}
