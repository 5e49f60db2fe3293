"use client";

import { CircleCheck, CircleSlash, CircleX } from "lucide-react";
import { BackLink } from "@/components/layout/back-link";
import { PageHeader } from "@/components/layout/page-header";
import { useLiveResource } from "@/components/layout/use-live-resource";
import { Age, LocalTime } from "@/components/ui/time";
import { formatAge } from "@/lib/base/duration";
import type { IncidentDetail } from "@/lib/incidents/schema";
import { AcknowledgeButtons } from "./acknowledgements/acknowledge-buttons";
import { AcknowledgementBadge } from "./acknowledgements/acknowledgement-badge";
import { IncidentFacts } from "./incident-facts";
import { IncidentTimeline } from "./incident-timeline";

type IncidentPageProps = { initial: IncidentDetail; canReplay: boolean; canAcknowledge: boolean };

/** One outage from the last report to the last notification: what happened when, with the time in between. */
export function IncidentPage({ initial, canReplay, canAcknowledge }: IncidentPageProps) {
  const { data: incident, mutate } = useLiveResource({
    path: `/api/v1/incidents/${initial.id}`,
    initial,
  });
  return (
    <>
      <BackLink href="/incidents">Incidents</BackLink>
      <PageHeader
        title={<Title incident={incident} />}
        note={<State incident={incident} />}
        actions={
          canAcknowledge &&
          incident.resolved_at === null && (
            <AcknowledgeButtons incident={incident} onChanged={() => void mutate()} />
          )
        }
      />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <IncidentTimeline incident={incident} canReplay={canReplay} onReplayed={() => void mutate()} />
        <IncidentFacts incident={incident} />
      </div>
    </>
  );
}

function Title({ incident }: { incident: IncidentDetail }) {
  const { machine_name: name, started_at: from, resolved_at: to } = incident;
  if (to === null) return `${name} is offline`;
  return `${name} was offline for ${formatAge(Date.parse(to) - Date.parse(from))}`;
}

function State({ incident }: { incident: IncidentDetail }) {
  const { started_at: from, resolved_at: to, resolution } = incident;
  if (to === null) {
    return (
      <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="inline-flex items-center gap-1.5 font-medium text-offline">
          <CircleX className="size-4" aria-hidden />
          Open
        </span>
        <span>
          for <Age at={from} />, since <LocalTime at={from} precision="second" />
        </span>
        {incident.acknowledgement !== null && <AcknowledgementBadge {...incident.acknowledgement} />}
      </span>
    );
  }
  const Icon = resolution === "disabled" ? CircleSlash : CircleCheck;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="inline-flex items-center gap-1.5 font-medium text-foreground">
        <Icon className="size-4 text-muted-foreground" aria-hidden />
        {resolution === "disabled" ? "Closed: the machine was disabled" : "Resolved"}
      </span>
      <span>
        <LocalTime at={from} precision="second" /> – <LocalTime at={to} precision="second" />
      </span>
    </span>
  );
}
