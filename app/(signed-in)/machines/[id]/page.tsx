import type { Metadata } from "next";
import { headers } from "next/headers";
import { MachineDetail } from "@/components/machines/machine-detail";
import { requireSession } from "@/lib/auth/loaders";
import { listDeliveries } from "@/lib/deliveries/list-deliveries";
import { askedHubUrl } from "@/lib/http/asked-hub-url";
import { orNotFound } from "@/lib/http/or-not-found";
import { listIncidents } from "@/lib/incidents/list-incidents";
import { getDefaultOfflineAfter } from "@/lib/machines/get-default-offline-after";
import { getMachine } from "@/lib/machines/get-machine";
import { listReports } from "@/lib/metrics/list-reports";
import { isAllowed } from "@/lib/teams/roles";

type MachinePageProps = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: MachinePageProps): Promise<Metadata> {
  const { scope } = await requireSession();
  const machine = await orNotFound(params, ({ id }) => getMachine({ scope, id, now: new Date() }));
  return { title: machine.name };
}

export default async function MachinePage({ params }: MachinePageProps) {
  const { role, scope } = await requireSession();
  const machine = await orNotFound(params, ({ id }) => getMachine({ scope, id, now: new Date() }));
  const filter = { machineId: machine.id };
  const [incidents, deliveries, reports, defaultOfflineAfter, asked] = await Promise.all([
    listIncidents({ scope, filter }),
    listDeliveries({ scope, filter }),
    listReports({ scope, id: machine.id }),
    getDefaultOfflineAfter(scope),
    headers(),
  ]);
  return (
    <MachineDetail
      key={machine.id}
      initial={{
        machine,
        incidents: incidents.data,
        deliveries: deliveries.data,
        reports: reports.data,
      }}
      defaultOfflineAfter={defaultOfflineAfter}
      hubUrl={askedHubUrl(asked)}
      canWrite={isAllowed({ role, permission: "machines.write" })}
      canReplay={isAllowed({ role, permission: "deliveries.replay" })}
      canAcknowledge={isAllowed({ role, permission: "incidents.acknowledge" })}
    />
  );
}
