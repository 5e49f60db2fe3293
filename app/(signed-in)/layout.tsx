import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { AppShell } from "@/components/layout/app-shell";
import { DeletionProvider } from "@/components/machines/undoable-deletion";
import { requirePerson, requireSession } from "@/lib/auth/loaders";
import { mayMakeTeams } from "@/lib/instance/registration";
import { getOverview } from "@/lib/overview/get-overview";
import { listTeams } from "@/lib/teams/list-teams";

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
