import type { Metadata } from "next";
import { MaintenanceBoard } from "@/components/maintenance/maintenance-board";
import { listPauses, listWindows } from "@/lib/machines/windows/list-windows";
import { requireSession } from "@/lib/people/auth/loaders";
import { isAllowed } from "@/lib/people/teams/roles";

export const metadata: Metadata = { title: "Maintenance" };

export default async function MaintenancePage() {
  const { role, scope } = await requireSession();
  const now = new Date();
  const [windows, pauses] = await Promise.all([listWindows({ scope, now }), listPauses({ scope, now })]);
  return (
    <MaintenanceBoard
      initial={windows.data}
      pauses={pauses}
      canWrite={isAllowed({ role, permission: "windows.write" })}
    />
  );
}
