import Link from "next/link";
import { Meter } from "@/components/ui/meter";
import type { MachineView } from "@/lib/machines/schema";
import { displayStatus } from "./display-status";
import { LastSeen } from "./last-seen";
import { StatusBadge } from "./machine-status";
import { MachineTags } from "./machine-tags";

const FIGURES = [
  ["CPU", "cpu_pct"],
  ["Memory", "mem_used_pct"],
  ["Disk", "disk_used_pct"],
] as const;

/** Machines as cards, where a table would not fit. */
export function MachineCards({ machines }: { machines: MachineView[] }) {
  return (
    <ul aria-label="Machines" className="grid gap-3 sm:grid-cols-2 lg:hidden">
      {machines.map((machine) => (
        <li
          key={machine.id}
          className="relative min-w-0 rounded-lg border bg-card p-4 shadow-xs hover:bg-muted/50"
        >
          <div className="flex items-start justify-between gap-3">
            <div className="min-w-0">
              <Link
                href={`/machines/${machine.id}`}
                className="block truncate font-medium after:absolute after:inset-0 after:rounded-lg"
              >
                {machine.name}
              </Link>
              {machine.hostname !== null && machine.hostname !== machine.name && (
                <p className="truncate text-[0.8125rem] text-muted-foreground">{machine.hostname}</p>
              )}
            </div>
            <StatusBadge status={displayStatus(machine)} />
          </div>
          {machine.last_sample !== null && (
            <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1">
              {FIGURES.map(([label, figure]) => (
                <div key={figure} className="contents">
                  <dt className="text-[0.8125rem] text-muted-foreground">{label}</dt>
                  <dd>
                    <Meter
                      percent={machine.last_sample?.[figure] ?? null}
                      isCurrent={machine.status === "online"}
                    />
                  </dd>
                </div>
              ))}
            </dl>
          )}
          <div className="mt-3 flex flex-wrap items-center justify-between gap-2">
            <p className="text-[0.8125rem] text-muted-foreground">
              Last seen <LastSeen at={machine.last_seen} />
            </p>
            <MachineTags tags={machine.tags} />
          </div>
        </li>
      ))}
    </ul>
  );
}
