import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { Meter } from "@/components/ui/meter";
import type { MachineView } from "@/lib/machines/schema";
import { displayStatus } from "./display-status";
import { LastSeen } from "./last-seen";
import { StatusBadge } from "./machine-status";
import { MachineTags } from "./machine-tags";

const HEAD = "px-3 py-2 text-left text-xs font-medium text-muted-foreground first:pl-4 last:pr-4";
const CELL = "px-3 py-2.5 first:pl-4 last:pr-4";

/** Machines as a table, on screens that are wide enough for one. */
export function MachineTable({ machines }: { machines: MachineView[] }) {
  return (
    <div className="hidden overflow-hidden rounded-lg border bg-card shadow-xs lg:block">
      <table className="w-full table-fixed border-collapse">
        <caption className="sr-only">Machines</caption>
        <thead className="border-b bg-muted/50">
          <tr>
            <th scope="col" className={cn(HEAD, "w-[30%]")}>
              Machine
            </th>
            <th scope="col" className={cn(HEAD, "w-[13%]")}>
              Status
            </th>
            <th scope="col" className={cn(HEAD, "w-[12%]")}>
              Last seen
            </th>
            <th scope="col" className={HEAD}>
              CPU
            </th>
            <th scope="col" className={HEAD}>
              Memory
            </th>
            <th scope="col" className={HEAD}>
              Disk
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {machines.map((machine) => (
            <MachineRow key={machine.id} machine={machine} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MachineRow({ machine }: { machine: MachineView }) {
  // Figures of a machine that is silent are history, and drawn as such.
  const isCurrent = machine.status === "online";
  const sample = machine.last_sample;
  return (
    <tr className="relative hover:bg-muted/50">
      <th scope="row" className={cn(CELL, "text-left font-normal")}>
        <Link
          href={`/machines/${machine.id}`}
          className="block truncate font-medium after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
        >
          {machine.name}
        </Link>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {machine.hostname !== null && machine.hostname !== machine.name && (
            <span className="truncate text-[0.8125rem] text-muted-foreground">{machine.hostname}</span>
          )}
          <MachineTags tags={machine.tags} />
        </span>
      </th>
      <td className={CELL}>
        <StatusBadge status={displayStatus(machine)} />
      </td>
      <td className={cn(CELL, "text-muted-foreground")}>
        <LastSeen at={machine.last_seen} />
      </td>
      {(["cpu_pct", "mem_used_pct", "disk_used_pct"] as const).map((figure) => (
        <td key={figure} className={CELL}>
          <Meter percent={sample?.[figure] ?? null} isCurrent={isCurrent} />
        </td>
      ))}
    </tr>
  );
}
