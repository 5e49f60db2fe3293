import type { Metadata } from "next";
import { TeamSettings } from "@/components/team/team-settings";
import { requireSession } from "@/lib/auth/loaders";
import { formatDuration } from "@/lib/duration";
import { env } from "@/lib/env";
import { listInvitations } from "@/lib/invitations/list-invitations";
import { getTeam } from "@/lib/teams/get-team";
import { listMembers } from "@/lib/teams/list-members";
import { isAllowed } from "@/lib/teams/roles";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage() {
  const { role, scope } = await requireSession();
  const canManage = isAllowed({ role, permission: "people.write" });
  const [team, members, invitations] = await Promise.all([
    getTeam(scope),
    listMembers(scope),
    canManage ? listInvitations({ scope, now: new Date() }) : null,
  ]);
  return (
    <TeamSettings
      team={team}
      members={members.data}
      invitations={invitations?.data ?? null}
      fallback={formatDuration(env().offlineAfterMs)}
    />
  );
}
