import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthPage } from "@/components/people/auth/auth-page";
import { NoTeam } from "@/components/people/team/no-team";
import { requirePerson } from "@/lib/people/auth/loaders";
import { mayMakeTeams } from "@/lib/people/instance/registration";
import { listTeams } from "@/lib/people/teams/list-teams";

export const metadata: Metadata = { title: "No team" };

export default async function NoTeamPage() {
  const { user, scope } = await requirePerson();
  if ((await listTeams(scope)).data.length > 0) redirect("/");
  return (
    <AuthPage title="You are not in a team" note={`You are signed in as ${user.email}.`}>
      <NoTeam canMakeTeams={await mayMakeTeams(scope)} />
    </AuthPage>
  );
}
