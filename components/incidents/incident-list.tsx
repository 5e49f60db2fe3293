import Link from "next/link";
import { LocalRange, LocalTime } from "@/components/ui/time";
import type { IncidentView } from "@/lib/incidents/schema";
import { AcknowledgementBadge } from "./acknowledgements/acknowledgement-badge";
import { IncidentIcon, IncidentOutcome } from "./incident-outcome";

type IncidentListProps = { incidents: IncidentView[]; showMachine: boolean };

/** Incidents, newest first: each is one sentence with its times and links to its page. */
export function IncidentList({ incidents, showMachine }: IncidentListProps) {
  return (
    <ul className="divide-y">
      {incidents.map((incident) => (
        <li key={incident.id} className="relative flex gap-3 px-4 py-2.5 hover:bg-muted/60">
          <IncidentIcon incident={incident} />
          <div className="flex min-w-0 flex-1 flex-wrap justify-between gap-x-4">
            <p className="min-w-0">
              {showMachine && (
                <>
                  <Link
                    href={`/machines/${incident.machine_id}`}
                    prefetch={false}
                    className="relative z-10 font-medium hover:underline"
                  >
                    <bdi>{incident.machine_name}</bdi>
                  </Link>{" "}
                </>
              )}
              <Link
                href={`/incidents/${incident.id}`}
                prefetch={false}
                className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:-outline-offset-2 focus-visible:after:outline-2 focus-visible:after:outline-ring"
              >
                <IncidentOutcome incident={incident} />
              </Link>
              {incident.acknowledgement !== null && (
                <>
                  {" "}
                  <AcknowledgementBadge {...incident.acknowledgement} />
                </>
              )}
            </p>
            <p className="text-muted-foreground">
              {incident.resolved_at === null ? (
                <LocalTime at={incident.started_at} />
              ) : (
                <LocalRange from={incident.started_at} to={incident.resolved_at} />
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
