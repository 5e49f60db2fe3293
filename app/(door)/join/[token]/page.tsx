import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AuthLink } from "@/components/auth/auth-link";
import { AuthPage } from "@/components/auth/auth-page";
import { JoinButton } from "@/components/auth/join-button";
import { RegisterForm } from "@/components/auth/register-form";
import { loadPerson } from "@/lib/auth/loaders";
import { findOffer } from "@/lib/invitations/find-offer";

export const metadata: Metadata = { title: "Invitation" };

type JoinPageProps = { params: Promise<{ token: string }> };

export default async function JoinPage({ params }: JoinPageProps) {
  const { token } = await params;
  const offer = await findOffer({ token, now: new Date() });
  if (offer === null) notFound();
  const person = await loadPerson();
  const title = `Join ${offer.team.name}`;
  const invited = `${offer.invitedBy} invites you as ${offer.role === "admin" ? "an" : "a"} ${offer.role}.`;
  if (person !== null) {
    return (
      <AuthPage title={title} note={`${invited} You are signed in as ${person.user.email}.`}>
        <JoinButton team={offer.team.name} token={token} />
        <AuthLink question="Not now?" href="/">
          Go to the overview
        </AuthLink>
      </AuthPage>
    );
  }
  return (
    <AuthPage title={title} note={invited}>
      <RegisterForm submitLabel="Make account and join" invitation={{ token, email: offer.email }} />
      <AuthLink
        question="Have an account?"
        href={`/sign-in?callback=${encodeURIComponent(`/join/${token}`)}`}
      >
        Sign in
      </AuthLink>
    </AuthPage>
  );
}
