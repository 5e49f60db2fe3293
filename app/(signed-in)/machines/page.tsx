import type { Metadata } from "next";
import { MachineList } from "@/components/machines/machine-list";
import { requireSession } from "@/lib/auth/loaders";
import { listMachines } from "@/lib/machines/list-machines";
import { MAX_PAGE_SIZE } from "@/lib/paging";
import { isAllowed } from "@/lib/teams/roles";

export const metadata: Metadata = { title: "Machines" };

export default async function MachinesPage() {
  const { role, scope } = await requireSession();
  const page = { after: null, limit: MAX_PAGE_SIZE };
  const { data: initial } = await listMachines({ scope, page, now: new Date() });
  return <MachineList initial={initial} canWrite={isAllowed({ role, permission: "machines.write" })} />;
}
