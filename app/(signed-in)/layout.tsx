import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { DeletionProvider } from "@/components/machines/edit/undoable-deletion";
import { AppShell } from "@/components/shell/app-shell";
import { getOverview } from "@/lib/overview/get-overview";
import { requirePerson, requireSession } from "@/lib/people/auth/loaders";
import { mayMakeTeams } from "@/lib/people/instance/registration";
import { listTeams } from "@/lib/people/teams/list-teams";

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const { user, role, scope } = await requireSession();
  const { scope: personScope } = await requirePerson();
  const [overview, { data: teams }, canMakeTeams] = await Promise.all([
    getOverview({ scope, now: new Date() }),
    listTeams(personScope),
    mayMakeTeams(personScope),
  ]);
  return (
    <AppShell
      person={{ name: user.name, email: user.email, role, teams, canMakeTeams }}
      overview={overview}
      streamKey={`${user.id}:${scope.teamId}`}
    >
      <NuqsAdapter>
        <DeletionProvider>{children}</DeletionProvider>
      </NuqsAdapter>
    </AppShell>
  );
}
