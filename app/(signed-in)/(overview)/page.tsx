import { OverviewBoard } from "@/components/overview/overview-board";
import { requireSession } from "@/lib/people/auth/loaders";
import { isAllowed } from "@/lib/people/teams/roles";

export default async function OverviewPage() {
  const { role } = await requireSession();
  return (
    <OverviewBoard
      canAddMachine={isAllowed({ role, permission: "machines.write" })}
      canAddChannel={isAllowed({ role, permission: "channels.write" })}
      canAcknowledge={isAllowed({ role, permission: "incidents.acknowledge" })}
    />
  );
}
