import Link from "next/link";
import { useState } from "react";
import { AcknowledgeAll } from "@/components/incidents/acknowledgements/acknowledge-all";
import { AcknowledgeButtons } from "@/components/incidents/acknowledgements/acknowledge-buttons";
import { acknowledgementWords, countOf } from "@/components/incidents/acknowledgements/acknowledgement-words";
import { SEVERITY_COLOURS, SEVERITY_WORDS, SeverityIcon } from "@/components/parts/severity-mark";
import type { Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Age } from "@/components/ui/time";
import { firingWords } from "@/lib/incidents/firing-words";
import type { OverviewView } from "@/lib/overview/schema";
import { summariseDeliveries } from "./summarise-deliveries";

const ROWS_AT_FIRST = 8;

const COLOURS: Record<Tone, string> = {
  neutral: "text-muted-foreground",
  good: "text-online",
  warn: "text-late",
  bad: "text-offline",
};

type OpenAlert = OverviewView["open_alerts"][number];

type OpenAlertsProps = {
  /** Unacknowledged ones first; the hub sends at most thirty. */
  alerts: OpenAlert[];
  /** How many there really are. */
  counts: OverviewView["alerts"];
  canAcknowledge: boolean;
};

/** The rules that fire now, one line each. */
export function OpenAlerts({ alerts, counts, canAcknowledge }: OpenAlertsProps) {
  const [isWhole, setIsWhole] = useState(false);
  if (alerts.length === 0) return null;
  const rows = isWhole ? alerts : alerts.slice(0, ROWS_AT_FIRST);
  const unacknowledged = alerts.flatMap(({ incident }) =>
    incident.acknowledgement === null ? [incident] : [],
  );
  return (
    <Card className="overflow-hidden" aria-labelledby="open-alerts">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b px-4 py-2.5">
        <h2 id="open-alerts" className="font-semibold">
          {countOf(counts.open, "alert")}
          {unacknowledged.length === 0 && (
            <span className="font-normal text-muted-foreground"> · all acknowledged</span>
          )}
        </h2>
        {canAcknowledge && unacknowledged.length > 1 && (
          <div className="flex flex-wrap gap-2">
            <AcknowledgeAll what="alert" incidents={unacknowledged} />
          </div>
        )}
      </header>
      <ul className="divide-y">
        {rows.map((alert) => (
          <AlertRow key={alert.incident.id} {...alert} canAcknowledge={canAcknowledge} />
        ))}
      </ul>
      {counts.open > rows.length && (
        <footer className="flex flex-wrap items-center gap-x-3 border-t px-3 py-2">
          {rows.length < alerts.length && (
            <Button variant="ghost" size="sm" onClick={() => setIsWhole(true)}>
              Show {alerts.length - rows.length} more
            </Button>
          )}
          <Link
            href="/incidents?kind=metric&status=open"
            className="px-1 font-medium text-link hover:underline"
          >
            All {counts.open} alerts
          </Link>
        </footer>
      )}
    </Card>
  );
}

function AlertRow({ incident, deliveries, canAcknowledge }: OpenAlert & { canAcknowledge: boolean }) {
  const { firing, acknowledgement } = incident;
  if (firing === null) return null;
  const summary = acknowledgement
    ? ({ tone: "neutral", words: acknowledgementWords(acknowledgement), detail: null } as const)
    : summariseDeliveries(deliveries);
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 py-2 pr-4 pl-4 hover:bg-muted/50 has-[button]:py-1 has-[button]:pr-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)_minmax(0,1.1fr)_auto]">
      <h3 className="flex min-w-0 items-center gap-2 font-medium">
        <SeverityIcon severity={firing.severity} isOver={acknowledgement !== null} />
        <Link
          href={`/incidents/${incident.id}`}
          prefetch={false}
          className="truncate after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:-outline-offset-2 focus-visible:after:outline-2 focus-visible:after:outline-ring"
        >
          <bdi>{incident.machine_name}</bdi>
        </Link>
      </h3>
      <p
        className={cn(
          "min-w-0 pl-6 break-words max-sm:col-start-1 max-sm:row-start-2 sm:pl-0",
          acknowledgement === null ? SEVERITY_COLOURS[firing.severity] : "text-muted-foreground",
        )}
      >
        <span className="sr-only">{SEVERITY_WORDS[firing.severity]}: </span>
        {firingWords(firing, "is")} for <Age at={incident.started_at} />
      </p>
      <p
        className={cn("truncate pl-6 max-sm:col-start-1 max-sm:row-start-3 sm:pl-0", COLOURS[summary.tone])}
        title={summary.detail ?? undefined}
      >
        {summary.words}
      </p>
      {canAcknowledge && (
        // Above the link that covers the row.
        <div className="relative z-10 max-sm:col-start-2 max-sm:row-span-3 max-sm:row-start-1">
          <AcknowledgeButtons incident={incident} isCompact />
        </div>
      )}
    </li>
  );
}
