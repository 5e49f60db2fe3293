"use client";

import { UptimeCard } from "@/components/history/uptime/uptime-card";
import { IncidentList } from "@/components/incidents/incident-list";
import { OpenIncidents } from "@/components/incidents/open-incidents";
import { BackLink } from "@/components/layout/back-link";
import { useLiveList, useLiveResource } from "@/components/layout/use-live-resource";
import { Card, CardHeader } from "@/components/ui/card";
import type { LoggedDelivery } from "@/lib/events/deliveries/schema";
import type { ReportView } from "@/lib/history/metrics/schema";
import type { IncidentView } from "@/lib/incidents/schema";
import type { MachineDetail as MachineWithKeys } from "@/lib/machines/schema";
import { NothingYet } from "../connect/nothing-yet";
import { MachineCharts } from "./charts/machine-charts";
import { LatestReports } from "./latest-reports";
import { MachineDeliveries } from "./machine-deliveries";
import { MachineFacts } from "./machine-facts";
import { MachineFigures } from "./machine-figures";
import { MachineHeader } from "./machine-header";
import { MachineKeys } from "./machine-keys";
import { MachineProblems } from "./machine-problems";
import { MoreLink } from "./more-link";

const SHOWN = 8;

type MachineDetailProps = {
  initial: {
    machine: MachineWithKeys;
    incidents: IncidentView[];
    deliveries: LoggedDelivery[];
    reports: ReportView[];
  };
  defaultOfflineAfter: string;
  hubUrl: string;
  canWrite: boolean;
  canWriteRules: boolean;
  canReplay: boolean;
  canAcknowledge: boolean;
};

/** Everything about one machine: its status, history, incidents, notifications and details. */
export function MachineDetail({
  initial,
  defaultOfflineAfter,
  hubUrl,
  canWrite,
  canWriteRules,
  canReplay,
  canAcknowledge,
}: MachineDetailProps) {
  const { id } = initial.machine;
  const { data: machine, mutate } = useLiveResource({
    path: `/api/v1/machines/${id}`,
    initial: initial.machine,
  });
  const { data: incidents } = useLiveList({
    path: `/api/v1/incidents?machine_id=${id}`,
    initial: initial.incidents,
  });

  return (
    <>
      <BackLink href="/machines">Machines</BackLink>
      <MachineHeader
        machine={machine}
        defaultOfflineAfter={defaultOfflineAfter}
        hubUrl={hubUrl}
        canWrite={canWrite}
        onChanged={(changed) => void mutate({ ...machine, ...changed }, { revalidate: false })}
      />
      <OpenIncidents machineId={id} initial={initial.incidents} canAcknowledge={canAcknowledge} />
      <MachineProblems machine={machine} hubUrl={hubUrl} canWrite={canWrite} />
      {machine.status === "pending" && (
        <div className="mb-6">
          <NothingYet hubUrl={hubUrl} />
        </div>
      )}
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 grid-cols-1 gap-6">
          <MachineFigures machine={machine} canWriteRules={canWriteRules} />
          {machine.last_seen !== null && <MachineCharts machine={machine} />}
          {machine.last_seen !== null && <UptimeCard machineId={id} />}
          <Card>
            <CardHeader
              title="Incidents"
              actions={incidents.length > SHOWN && <MoreLink href={`/incidents?machine_id=${id}`} />}
            />
            {incidents.length === 0 ? (
              <p className="px-4 py-6 text-muted-foreground">No incidents.</p>
            ) : (
              <IncidentList incidents={incidents.slice(0, SHOWN)} showMachine={false} />
            )}
          </Card>
          <MachineDeliveries
            machineId={id}
            initial={initial.deliveries}
            shown={SHOWN}
            canReplay={canReplay}
          />
        </div>
        <div className="grid min-w-0 grid-cols-1 gap-6">
          <MachineFacts machine={machine} />
          <MachineKeys machine={machine} canWrite={canWrite} onRotated={() => void mutate()} />
          <LatestReports machineId={id} initial={initial.reports} />
        </div>
      </div>
    </>
  );
}
