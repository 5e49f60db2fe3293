"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useLiveList } from "@/components/layout/use-live-resource";
import { Card, CardHeader } from "@/components/ui/card";
import { api } from "@/lib/http/api-client";
import type { Role } from "@/lib/people/teams/roles";
import type { MemberView } from "@/lib/people/teams/schema";
import { MemberRow } from "./member-row";
import { goToTeam } from "./team-change";

type MembersCardProps = { initial: MemberView[]; team: string; canManage: boolean; sendsMail: boolean };

export function MembersCard({ initial, team, canManage, sendsMail }: MembersCardProps) {
  const { data: members, mutate } = useLiveList({ path: "/api/v1/members", initial });
  const router = useRouter();

  async function changeRole(member: MemberView, role: Role) {
    const changed = members.map((one) => (one.user_id === member.user_id ? { ...one, role } : one));
    try {
      await mutate(
        async () => {
          await api.patch(`/api/v1/members/${member.user_id}`, { role });
          return changed;
        },
        { optimisticData: changed, rollbackOnError: true },
      );
      // What the page offers depends on one's own role.
      if (member.you) router.refresh();
    } catch (failure) {
      const why = failure instanceof Error ? failure.message : String(failure);
      toast.error(`${member.name} is still ${member.role}. ${why}`);
    }
  }

  async function remove(member: MemberView) {
    await api.delete(`/api/v1/members/${member.user_id}`);
    if (member.you) return goToTeam();
    toast.success(`${member.name} was removed from ${team}`);
    void mutate();
  }

  return (
    <Card>
      <CardHeader title={members.length === 1 ? "1 member" : `${members.length} members`} />
      <ul className="divide-y">
        {members.map((member) => (
          <MemberRow
            key={member.user_id}
            member={member}
            team={team}
            canManage={canManage}
            sendsMail={sendsMail}
            onRole={(role) => void changeRole(member, role)}
            onRemove={() => remove(member)}
          />
        ))}
      </ul>
    </Card>
  );
}
