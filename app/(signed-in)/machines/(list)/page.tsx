import type { Metadata } from "next";
import { MachineList } from "@/components/machines/list/machine-list";
import { listRows } from "@/lib/machines/list-rows";
import { requireSession } from "@/lib/people/auth/loaders";
import { isAllowed } from "@/lib/people/teams/roles";

export const metadata: Metadata = { title: "Machines" };

// The page is rendered with at most this many machines and fetches the others itself.
const RENDERED = 1_000;

export default async function MachinesPage() {
  const { role, scope } = await requireSession();
  const initial = await listRows({ scope, limit: RENDERED, now: new Date() });
  return <MachineList initial={initial} canWrite={isAllowed({ role, permission: "machines.write" })} />;
}
