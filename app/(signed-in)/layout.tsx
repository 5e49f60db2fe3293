import type { ReactNode } from "react";
import { AppShell } from "@/components/layout/app-shell";
import { requireSession } from "@/lib/auth/loaders";
import { getOverview } from "@/lib/overview/get-overview";

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const { user, team, role, scope } = await requireSession();
  const overview = await getOverview({ scope, now: new Date() });
  return (
    <AppShell person={{ name: user.name, email: user.email, role, team: team.name }} overview={overview}>
      {children}
    </AppShell>
  );
}
