import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MachineDetail } from "@/components/machines/machine-detail";
import { requireSession } from "@/lib/auth/loaders";
import { listDeliveries } from "@/lib/deliveries/list-deliveries";
import { isAppError } from "@/lib/errors";
import { listIncidents } from "@/lib/incidents/list-incidents";
import { getDefaultOfflineAfter } from "@/lib/machines/get-default-offline-after";
import { getMachine } from "@/lib/machines/get-machine";
import type { MachineView } from "@/lib/machines/schema";
import { isAllowed } from "@/lib/teams/roles";
import type { TeamScope } from "@/lib/teams/scope";

type MachinePageProps = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: MachinePageProps): Promise<Metadata> {
  const { scope } = await requireSession();
  const machine = await machineOr404({ scope, id: (await params).id });
  return { title: machine.name };
}

export default async function MachinePage({ params }: MachinePageProps) {
  const { role, scope } = await requireSession();
  const machine = await machineOr404({ scope, id: (await params).id });
  const filter = { machineId: machine.id };
  const [incidents, deliveries, defaultOfflineAfter] = await Promise.all([
    listIncidents({ scope, filter }),
    listDeliveries({ scope, filter }),
    getDefaultOfflineAfter(scope),
  ]);
  return (
    <MachineDetail
      key={machine.id}
      initial={{ machine, incidents: incidents.data, deliveries: deliveries.data }}
      defaultOfflineAfter={defaultOfflineAfter}
      canWrite={isAllowed({ role, permission: "machines.write" })}
    />
  );
}

async function machineOr404({ scope, id }: { scope: TeamScope; id: string }): Promise<MachineView> {
  if (!/^[1-9]\d{0,8}$/.test(id)) notFound();
  try {
    return await getMachine({ scope, id: Number(id), now: new Date() });
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  }
}
