import type { Metadata } from "next";
import { headers } from "next/headers";
import { MachineDetail } from "@/components/machines/detail/machine-detail";
import { orNotFound } from "@/lib/api/or-not-found";
import { listDeliveries } from "@/lib/events/deliveries/list-deliveries";
import { listReports } from "@/lib/history/metrics/list-reports";
import { requestHubUrl } from "@/lib/http/request-hub-url";
import { listIncidents } from "@/lib/incidents/list-incidents";
import { getDefaultOfflineAfter } from "@/lib/machines/get-default-offline-after";
import { getMachine } from "@/lib/machines/get-machine";
import { requireSession } from "@/lib/people/auth/loaders";
import { isAllowed } from "@/lib/people/teams/roles";

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
    listDeliveries({ scope, filter, now: new Date() }),
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
      hubUrl={requestHubUrl(asked)}
      canWrite={isAllowed({ role, permission: "machines.write" })}
      canWriteRules={isAllowed({ role, permission: "rules.write" })}
      canReplay={isAllowed({ role, permission: "deliveries.replay" })}
      canAcknowledge={isAllowed({ role, permission: "incidents.acknowledge" })}
    />
  );
}
