import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { AuthLink } from "@/components/people/auth/auth-link";
import { AuthPage } from "@/components/people/auth/auth-page";
import { JoinButton } from "@/components/people/auth/join-button";
import { RegisterForm } from "@/components/people/auth/register-form";
import { Button } from "@/components/ui/button";
import { loadPerson } from "@/lib/people/auth/loaders";
import { findOffer } from "@/lib/people/invitations/find-offer";
import { listTeams } from "@/lib/people/teams/list-teams";

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
    const { data: own } = await listTeams(person.scope);
    if (own.some(({ id }) => id === offer.team.id)) {
      return (
        <AuthPage
          title={`You are already in ${offer.team.name}`}
          note={`You are signed in as ${person.user.email}. The invitation still works for the person it is meant for.`}
        >
          <Button asChild variant="primary" className="w-full">
            <Link href="/">Go to the overview</Link>
          </Button>
        </AuthPage>
      );
    }
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
      <RegisterForm submitLabel="Create account and join" invitation={{ token, email: offer.email }} />
      <AuthLink
        question="Already have an account?"
        href={`/sign-in?callback=${encodeURIComponent(`/join/${token}`)}`}
      >
        Sign in
      </AuthLink>
    </AuthPage>
  );
}
