"use client";

import { CircleX } from "lucide-react";
import Link from "next/link";
import { useLiveList } from "@/components/layout/use-live-resource";
import { SEVERITY_COLOURS, SEVERITY_WORDS, SeverityIcon } from "@/components/parts/severity-mark";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Age } from "@/components/ui/time";
import { firingWords } from "@/lib/incidents/firing-words";
import type { IncidentView } from "@/lib/incidents/schema";
import { AcknowledgeButtons } from "./acknowledgements/acknowledge-buttons";
import { AcknowledgementBadge } from "./acknowledgements/acknowledgement-badge";

type OpenIncidentsProps = {
  machineId: number;
  /** Its latest incidents, open or not, as the server rendered them. */
  initial: IncidentView[];
  canAcknowledge: boolean;
};

/** What is wrong with a machine now, each with what can be done about it; renders nothing if all is well. */
export function OpenIncidents({ machineId, initial, canAcknowledge }: OpenIncidentsProps) {
  const { data: incidents, mutate } = useLiveList({
    path: `/api/v1/incidents?machine_id=${machineId}&status=open`,
    initial: initial.filter(({ resolved_at }) => resolved_at === null),
  });
  if (incidents.length === 0) return null;
  return (
    <ul aria-label="Wrong now" className="mb-6 grid gap-2">
      {[...incidents].sort(byWeight).map((incident) => (
        <li
          key={incident.id}
          className={cn(
            "relative flex flex-wrap items-center justify-between gap-x-4 gap-y-2 overflow-hidden rounded-lg border bg-card py-2 pr-2 pl-4 shadow-xs",
            incident.acknowledgement === null && borderOf(incident),
          )}
        >
          <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
            <Link href={`/incidents/${incident.id}`} className="min-w-0 hover:underline">
              <What incident={incident} />
            </Link>
            {incident.acknowledgement !== null && <AcknowledgementBadge {...incident.acknowledgement} />}
          </div>
          <div className="flex flex-wrap items-center gap-2">
            {canAcknowledge && <AcknowledgeButtons incident={incident} onChanged={() => void mutate()} />}
            {/* On a phone its words lead there. */}
            <Button asChild size="sm" variant="ghost" className="max-sm:hidden">
              <Link href={`/incidents/${incident.id}`}>Open incident</Link>
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** An outage first, then what is critical, then the latest. */
function byWeight(one: IncidentView, other: IncidentView): number {
  return weightOf(one) - weightOf(other) || other.id - one.id;
}

function weightOf({ firing }: IncidentView): number {
  if (firing === null) return 0;
  return firing.severity === "critical" ? 1 : 2;
}

function borderOf(incident: IncidentView): string {
  return weightOf(incident) < 2 ? "border-offline/40" : "border-late-fill/50";
}

function What({ incident: { firing, started_at: startedAt } }: { incident: IncidentView }) {
  if (firing === null)
    return (
      <p className="flex items-center gap-2 font-medium text-offline">
        <CircleX className="size-4 shrink-0" aria-hidden />
        <span>
          Offline for <Age at={startedAt} />
        </span>
      </p>
    );
  return (
    <p className={cn("flex min-w-0 gap-2 font-medium", SEVERITY_COLOURS[firing.severity])}>
      <SeverityIcon severity={firing.severity} className="mt-0.5" />
      <span className="min-w-0 break-words">
        <span className="sr-only">{SEVERITY_WORDS[firing.severity]}: </span>
        {firingWords(firing, "is")} for <Age at={startedAt} />
      </span>
    </p>
  );
}
