import { PageHeader } from "@/components/layout/page-header";
import type { InvitationView } from "@/lib/people/invitations/schema";
import type { MemberView, TeamView } from "@/lib/people/teams/schema";
import { InvitationsCard } from "./invitations-card";
import { MembersCard } from "./members-card";
import { TeamCard } from "./team-card";

type TeamSettingsProps = {
  team: TeamView;
  members: MemberView[];
  /** Null: this person may not see invitations or change the team. */
  invitations: InvitationView[] | null;
  /** Whether the installation can mail links. */
  sendsMail: boolean;
  /** The default threshold of the installation. */
  fallback: string;
};

export function TeamSettings({ team, members, invitations, sendsMail, fallback }: TeamSettingsProps) {
  const canManage = invitations !== null;
  return (
    <>
      <PageHeader title="Team" note={`Who belongs to ${team.name} and what they may do.`} />
      <div className="grid grid-cols-1 gap-6">
        <MembersCard initial={members} team={team.name} canManage={canManage} sendsMail={sendsMail} />
        {canManage && <InvitationsCard initial={invitations} sendsMail={sendsMail} />}
        {canManage && <TeamCard team={team} fallback={fallback} />}
      </div>
    </>
  );
}
