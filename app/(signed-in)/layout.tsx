import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { DeletionProvider } from "@/components/machines/edit/undoable-deletion";
import { AppShell } from "@/components/shell/app-shell";
import { getShell } from "@/lib/overview/get-shell";
import { requirePerson, requireSession } from "@/lib/people/auth/loaders";
import { mayMakeTeams } from "@/lib/people/instance/registration";
import { listTeams } from "@/lib/people/teams/list-teams";

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const { user, role, scope } = await requireSession();
  const { scope: personScope } = await requirePerson();
  const [shell, { data: teams }, canMakeTeams] = await Promise.all([
    getShell({ scope, now: new Date() }),
    listTeams(personScope),
    mayMakeTeams(personScope),
  ]);
  return (
    <AppShell
      person={{ name: user.name, email: user.email, role, teams, canMakeTeams }}
      shell={shell}
      streamKey={`${user.id}:${scope.teamId}`}
    >
      <NuqsAdapter>
        <DeletionProvider>{children}</DeletionProvider>
      </NuqsAdapter>
    </AppShell>
  );
}
