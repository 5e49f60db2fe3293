import { OverviewBoard } from "@/components/overview/overview-board";
import { getOverview } from "@/lib/overview/get-overview";
import { requireSession } from "@/lib/people/auth/loaders";
import { isAllowed } from "@/lib/people/teams/roles";

export default async function OverviewPage() {
  const { role, scope } = await requireSession();
  const initial = await getOverview({ scope, now: new Date() });
  return (
    <OverviewBoard
      initial={initial}
      canAddMachine={isAllowed({ role, permission: "machines.write" })}
      canAddChannel={isAllowed({ role, permission: "channels.write" })}
      canAcknowledge={isAllowed({ role, permission: "incidents.acknowledge" })}
    />
  );
}
