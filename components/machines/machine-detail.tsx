"use client";

import { IncidentList } from "@/components/incidents/incident-list";
import { BackLink } from "@/components/layout/back-link";
import { useLiveList, useLiveResource } from "@/components/layout/use-live-resource";
import { DeliveryLog } from "@/components/notifications/delivery-log";
import { Card, CardHeader } from "@/components/ui/card";
import type { IncidentView } from "@/lib/incidents/schema";
import type { MachineView } from "@/lib/machines/schema";
import type { DeliveryView } from "@/lib/notifications/schema";
import { displayStatus } from "./display-status";
import { MachineActions } from "./machine-actions";
import { MachineFacts } from "./machine-facts";
import { MachineFigures } from "./machine-figures";
import { STATUS_LOOKS, StatusIcon } from "./machine-status";
import { SilenceSentence } from "./silence-sentence";

type MachineDetailProps = {
  initial: { machine: MachineView; incidents: IncidentView[]; deliveries: DeliveryView[] };
  defaultOfflineAfter: string;
  canWrite: boolean;
};

export function MachineDetail({ initial, defaultOfflineAfter, canWrite }: MachineDetailProps) {
  const { id } = initial.machine;
  const { data: machine, mutate } = useLiveResource({
    path: `/api/v1/machines/${id}`,
    initial: initial.machine,
  });
  const { data: incidents } = useLiveList({
    path: `/api/v1/incidents?machine_id=${id}`,
    initial: initial.incidents,
  });
  const { data: deliveries } = useLiveList({
    path: `/api/v1/deliveries?machine_id=${id}`,
    initial: initial.deliveries,
  });
  const look = STATUS_LOOKS[displayStatus(machine)];

  return (
    <>
      <BackLink href="/machines">Machines</BackLink>
      <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-xl font-semibold tracking-tight sm:text-2xl">{machine.name}</h1>
          {machine.hostname !== null && machine.hostname !== machine.name && (
            <p className="text-muted-foreground">{machine.hostname}</p>
          )}
          <p className={`mt-3 flex items-center gap-2 text-lg font-semibold ${look.colour}`}>
            <StatusIcon status={displayStatus(machine)} className="size-5" />
            {look.word}
          </p>
          <p className="text-muted-foreground">
            <SilenceSentence machine={machine} />
          </p>
        </div>
        {canWrite && (
          <div className="flex items-center gap-2">
            <MachineActions
              machine={machine}
              defaultOfflineAfter={defaultOfflineAfter}
              onChanged={(changed) => void mutate(changed, { revalidate: false })}
            />
          </div>
        )}
      </div>
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 grid-cols-1 gap-6">
          <MachineFigures machine={machine} />
          <Card>
            <CardHeader title="Incidents" />
            {incidents.length === 0 ? (
              <p className="px-4 py-6 text-muted-foreground">It has not gone dark so far.</p>
            ) : (
              <IncidentList incidents={incidents} showMachine={false} />
            )}
          </Card>
          {deliveries.length > 0 && (
            <Card>
              <CardHeader
                title="Notifications"
                note="What was told about this machine, and whether it arrived"
              />
              <DeliveryLog deliveries={deliveries} />
            </Card>
          )}
        </div>
        <MachineFacts machine={machine} />
      </div>
    </>
  );
}
