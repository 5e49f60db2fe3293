"use client";

import { CircleCheck, CircleSlash, CircleX } from "lucide-react";
import { BackLink } from "@/components/layout/back-link";
import { PageHeader } from "@/components/layout/page-header";
import { useLiveResource } from "@/components/layout/use-live-resource";
import { SEVERITY_COLOURS, SEVERITY_WORDS, SeverityIcon } from "@/components/parts/severity-mark";
import { cn } from "@/components/ui/cn";
import { Age, LocalTime } from "@/components/ui/time";
import { formatAge } from "@/lib/base/duration";
import { firingWords } from "@/lib/incidents/firing-words";
import type { IncidentDetail } from "@/lib/incidents/schema";
import { AcknowledgeButtons } from "./acknowledgements/acknowledge-buttons";
import { AcknowledgementBadge } from "./acknowledgements/acknowledgement-badge";
import { FiringFacts } from "./firing-facts";
import { IncidentPlan } from "./incident-plan";
import { IncidentTimeline } from "./incident-timeline";
import { OutageFacts } from "./outage-facts";

type IncidentPageProps = { initial: IncidentDetail; canReplay: boolean; canAcknowledge: boolean };

/** One incident from its beginning to the last notification: what happened when, with the time in between. */
export function IncidentPage({ initial, canReplay, canAcknowledge }: IncidentPageProps) {
  const { data: incident, mutate } = useLiveResource({
    path: `/api/v1/incidents/${initial.id}`,
    initial,
  });
  return (
    <>
      <BackLink href="/incidents">Incidents</BackLink>
      <PageHeader
        title={titleOf(incident)}
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
        <div className="grid min-w-0 grid-cols-1 gap-6">
          <IncidentPlan incidentId={incident.id} />
          {incident.firing === null ? (
            <OutageFacts incident={incident} />
          ) : (
            <FiringFacts incident={incident} firing={incident.firing} />
          )}
        </div>
      </div>
    </>
  );
}

function titleOf({ machine_name: name, started_at: from, resolved_at: to, firing }: IncidentDetail): string {
  const isOpen = to === null;
  const what =
    firing === null ? `${isOpen ? "is" : "was"} offline` : firingWords(firing, isOpen ? "is" : "was");
  const whole = firing === null ? `${name} ${what}` : `${name}: ${what}`;
  return isOpen ? whole : `${whole} for ${formatAge(Date.parse(to) - Date.parse(from))}`;
}

function State({ incident }: { incident: IncidentDetail }) {
  const { started_at: from, resolved_at: to, resolution, firing } = incident;
  if (to === null) {
    return (
      <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
        {firing === null ? (
          <span className="inline-flex items-center gap-1.5 font-medium text-offline">
            <CircleX className="size-4" aria-hidden />
            Open
          </span>
        ) : (
          <span
            className={cn("inline-flex items-center gap-1.5 font-medium", SEVERITY_COLOURS[firing.severity])}
          >
            <SeverityIcon severity={firing.severity} />
            {SEVERITY_WORDS[firing.severity]}
          </span>
        )}
        <span>
          for <Age at={from} />, since <LocalTime at={from} precision="second" />
        </span>
        {incident.acknowledgement !== null && <AcknowledgementBadge {...incident.acknowledgement} />}
      </span>
    );
  }
  const isResolved = resolution === "reported" || resolution === "recovered";
  const Icon = isResolved ? CircleCheck : CircleSlash;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="inline-flex items-center gap-1.5 font-medium text-foreground">
        <Icon className="size-4 text-muted-foreground" aria-hidden />
        {CLOSED_WORDS[resolution ?? "reported"]}
      </span>
      <span>
        <LocalTime at={from} precision="second" /> – <LocalTime at={to} precision="second" />
      </span>
    </span>
  );
}

const CLOSED_WORDS: Record<NonNullable<IncidentDetail["resolution"]>, string> = {
  reported: "Resolved",
  recovered: "Resolved",
  disabled: "Closed: the machine was disabled",
  target_gone: "Closed: no longer reported",
  rule_changed: "Closed: the rule was changed",
  rule_off: "Closed: the rule was switched off",
  rule_deleted: "Closed: the rule was deleted",
};
