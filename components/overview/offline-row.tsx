import { CircleX } from "lucide-react";
import Link from "next/link";
import type { Tone } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Age, LocalTime } from "@/components/ui/time";
import type { OverviewView } from "@/lib/overview/schema";
import { summariseTold } from "./summarise-told";

const COLOURS: Record<Tone, string> = {
  neutral: "text-muted-foreground",
  good: "text-online",
  warn: "text-late",
  bad: "text-offline",
};

/** One of many machines that are dark, on one line. */
export function OfflineRow({ machine, incident, deliveries }: OverviewView["offline_machines"][number]) {
  const since = incident?.started_at ?? machine.last_seen;
  const held = incident?.acknowledgement;
  const told = held
    ? ({ tone: "neutral", words: `${held.by} is on it`, detail: null } as const)
    : summariseTold(deliveries);
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 py-2 pr-4 pl-3.5 hover:bg-muted/50 sm:grid-cols-[minmax(0,1.4fr)_8rem_minmax(0,1fr)_minmax(0,1.2fr)]">
      <h3 className="flex min-w-0 items-center gap-2 font-medium">
        <CircleX className="size-4 shrink-0 text-offline" aria-hidden />
        <Link
          href={`/machines/${machine.id}`}
          prefetch={false}
          className="truncate after:absolute after:inset-0"
        >
          {machine.name}
        </Link>
      </h3>
      <p className={cn("text-right whitespace-nowrap text-offline sm:text-left", !held && "font-semibold")}>
        {since === null ? "offline" : <Age at={since} />}
      </p>
      <p className="truncate pl-6 text-muted-foreground sm:pl-0">
        {machine.last_seen !== null && (
          <>
            seen <LocalTime at={machine.last_seen} precision="second" />
          </>
        )}
      </p>
      <p
        className={cn("truncate text-right sm:text-left", COLOURS[told.tone])}
        title={told.detail ?? undefined}
      >
        {told.words}
      </p>
    </li>
  );
}
