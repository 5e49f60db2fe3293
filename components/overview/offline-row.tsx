import { CircleX } from "lucide-react";
import Link from "next/link";
import { AcknowledgeButtons } from "@/components/incidents/acknowledgements/acknowledge-buttons";
import { acknowledgementWords } from "@/components/incidents/acknowledgements/acknowledgement-words";
import { FlappingMark } from "@/components/parts/flapping";
import type { Tone } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Age, LocalTime } from "@/components/ui/time";
import type { OverviewView } from "@/lib/overview/schema";
import { summariseDeliveries } from "./summarise-deliveries";

const COLOURS: Record<Tone, string> = {
  neutral: "text-muted-foreground",
  good: "text-online",
  warn: "text-late",
  bad: "text-offline",
};

type OfflineRowProps = OverviewView["offline_machines"][number] & { canAcknowledge: boolean };

/** One of many offline machines, on one line; on a phone on two. */
export function OfflineRow({ machine, incident, flapping, deliveries, canAcknowledge }: OfflineRowProps) {
  const since = incident?.started_at ?? machine.last_seen;
  const acknowledgement = incident?.acknowledgement;
  const summary = acknowledgement
    ? ({ tone: "neutral", words: acknowledgementWords(acknowledgement), detail: null } as const)
    : summariseDeliveries(deliveries);
  return (
    <li className="relative grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-4 py-2 pr-4 pl-3.5 hover:bg-muted/50 has-[button]:py-1 has-[button]:pr-2 sm:grid-cols-[minmax(0,1.4fr)_8rem_minmax(0,1fr)_minmax(0,1.2fr)_auto]">
      <h3 className="flex min-w-0 items-center gap-2 font-medium max-sm:col-span-2">
        <CircleX className="size-4 shrink-0 text-offline" aria-hidden />
        <Link
          // What to do about it stands there.
          href={incident === null ? `/machines/${machine.id}` : `/incidents/${incident.id}`}
          prefetch={false}
          className="truncate after:absolute after:inset-0"
        >
          {machine.name}
        </Link>
        {flapping !== null && <FlappingMark />}
      </h3>
      <p
        className={cn(
          "pl-6 whitespace-nowrap text-offline max-sm:row-start-2 sm:pl-0",
          !acknowledgement && "font-semibold",
        )}
      >
        {since === null ? "offline" : <Age at={since} />}
      </p>
      <p className="truncate text-muted-foreground max-sm:hidden">
        {machine.last_seen !== null && (
          <>
            last seen <LocalTime at={machine.last_seen} precision="second" />
          </>
        )}
      </p>
      <p
        className={cn("truncate max-sm:row-start-2", COLOURS[summary.tone])}
        title={summary.detail ?? summary.words}
      >
        {summary.words}
      </p>
      {canAcknowledge && (
        // Above the link that covers the row.
        <div className="relative z-10 max-sm:col-start-3 max-sm:row-span-2 max-sm:row-start-1">
          {incident !== null && <AcknowledgeButtons incident={incident} isCompact />}
        </div>
      )}
    </li>
  );
}
