import Link from "next/link";
import type { ReactNode } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import type { IncidentDetail } from "@/lib/incidents/schema";

type IncidentFactsProps = {
  incident: IncidentDetail;
  title: string;
  /** Below the machine's name. */
  facts: ReactNode;
  children?: ReactNode;
};

/** What the hub knows about an incident beyond its timeline, and where to read on. */
export function IncidentFacts({ incident, title, facts, children }: IncidentFactsProps) {
  const { machine_id: machineId } = incident;
  return (
    <Card>
      <CardHeader title={title} />
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 p-4">
        <Fact label="Machine">
          <Link href={`/machines/${machineId}`} className="font-medium text-link hover:underline">
            {incident.machine_name}
          </Link>
        </Fact>
        {facts}
      </dl>
      {children}
      <p className="grid gap-1 border-t px-4 py-3">
        <Link
          href={`/machines/${machineId}/why?at=${encodeURIComponent(incident.detected_at)}`}
          className="w-fit text-link hover:underline"
        >
          Why was I (not) notified?
        </Link>
        <Link href={`/deliveries?incident_id=${incident.id}`} className="w-fit text-link hover:underline">
          Delivery log
        </Link>
      </p>
    </Card>
  );
}

/** One fact with its name, in a list of definitions. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
