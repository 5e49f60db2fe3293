import { AlertTriangle, type LucideIcon, Pause, Power, RotateCcw, Unplug } from "lucide-react";
import Link from "next/link";
import { useMemo } from "react";
import { LocalRange, LocalTime } from "@/components/ui/time";
import { formatAge } from "@/lib/base/duration";
import type { SamplesView } from "@/lib/history/metrics/schema";
import { type Happening, happeningsIn } from "./happenings-in";

const ICONS: Record<Happening["kind"], LucideIcon> = {
  outage: Unplug,
  alert: AlertTriangle,
  hub_down: Power,
  paused: Pause,
  reboot: RotateCcw,
};
const SHOWN = 50;

/** What the charts shade and mark, as a list with times and the incidents. */
export function Happenings({ samples }: { samples: SamplesView }) {
  const all = useMemo(() => happeningsIn(samples), [samples]);
  if (all.length === 0) return null;
  return (
    <details className="px-4 pb-3 text-[0.8125rem]">
      <summary className="w-fit cursor-pointer text-link">
        {all.length === 1 ? "1 event in this range" : `${all.length} events in this range`}
      </summary>
      <ul className="mt-2 grid gap-1">
        {all.slice(0, SHOWN).map((happening) => (
          <Line key={happening.id} {...happening} />
        ))}
      </ul>
      {all.length > SHOWN && (
        <p className="mt-1 text-muted-foreground">
          The {SHOWN} latest. Choose a shorter range for the others.
        </p>
      )}
    </details>
  );
}

function Line({ kind, words, from, to, isOpen, incidentId }: Happening) {
  const Icon = ICONS[kind];
  return (
    <li className="flex flex-wrap items-center gap-x-2">
      <Icon aria-hidden className="size-3.5 text-muted-foreground" />
      {incidentId === null ? (
        words
      ) : (
        <Link href={`/incidents/${incidentId}`} className="text-link hover:underline">
          {words}
        </Link>
      )}
      <span className="text-muted-foreground">
        {to === null ? (
          <LocalTime at={from} />
        ) : isOpen ? (
          <>
            since <LocalTime at={from} />
          </>
        ) : (
          <>
            <LocalRange from={from} to={to} /> ({formatAge(Date.parse(to) - Date.parse(from))})
          </>
        )}
      </span>
    </li>
  );
}
