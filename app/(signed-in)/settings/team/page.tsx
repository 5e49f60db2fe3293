import type { Metadata } from "next";
import { TeamSettings } from "@/components/people/team/team-settings";
import { formatDuration } from "@/lib/base/duration";
import { env } from "@/lib/base/env";
import { requireSession } from "@/lib/people/auth/loaders";
import { listInvitations } from "@/lib/people/invitations/list-invitations";
import { doesSendMail } from "@/lib/people/mail/get-mail-settings";
import { getTeam } from "@/lib/people/teams/get-team";
import { listMembers } from "@/lib/people/teams/list-members";
import { isAllowed } from "@/lib/people/teams/roles";

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
      sendsMail={doesSendMail()}
      fallback={formatDuration(env().offlineAfterMs)}
    />
  );
}
