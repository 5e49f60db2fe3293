import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useCallback } from "react";
import { displayStatus } from "@/components/parts/display-status";
import { FlappingMark } from "@/components/parts/flapping";
import { StatusBadge } from "@/components/parts/machine-status";
import { MachineTags } from "@/components/parts/machine-tags";
import { cn } from "@/components/ui/cn";
import { Meter } from "@/components/ui/meter";
import { useWindowRows } from "@/components/ui/use-window-rows";
import { AlertsMark } from "./alerts-mark";
import { LastSeen } from "./last-seen";
import type { ListedMachine } from "./merge-rows";
import { SelectBox } from "./select-box";
import type { MachineSelection } from "./use-selection";

const CARD_PX = 152;

const FIGURES = [
  ["CPU", "cpu_pct"],
  ["Mem", "mem_used_pct"],
  ["Disk", "disk_used_pct"],
] as const;

type MachineCardsProps = {
  machines: ListedMachine[];
  selection: MachineSelection | null;
  fading: ReadonlySet<number>;
};

/** Machines as cards, where a table would not fit. */
export function MachineCards({ machines, selection, fading }: MachineCardsProps) {
  const { list, indexes, beforePx, afterPx, measure } = useWindowRows<HTMLUListElement>({
    name: "cards",
    count: machines.length,
    estimatePx: CARD_PX,
    keyOf: useCallback((index) => machines[index]?.id ?? index, [machines]),
  });
  return (
    <ul ref={list} aria-label="Machines" style={{ paddingTop: beforePx, paddingBottom: afterPx }}>
      {indexes.map((index) => {
        const machine = machines[index];
        return (
          machine !== undefined && (
            <li key={machine.id} ref={measure} data-index={index} className="pb-3">
              <MachineCard machine={machine} selection={selection} isFading={fading.has(machine.id)} />
            </li>
          )
        );
      })}
    </ul>
  );
}

type MachineCardProps = { machine: ListedMachine; selection: MachineSelection | null; isFading: boolean };

function MachineCard({ machine, selection, isFading }: MachineCardProps) {
  const hasFigures = FIGURES.some(([, figure]) => machine[figure] !== null);
  const isSelected = selection?.isSelected(machine.id) ?? false;
  return (
    <div
      className={cn(
        "relative min-w-0 rounded-lg border bg-card p-3.5 shadow-xs hover:bg-muted/50",
        isSelected && "border-primary/50 bg-primary/6 dark:bg-primary/15",
        isFading && "opacity-40",
      )}
    >
      <div className="flex items-start gap-3">
        {selection !== null && (
          <div className="pt-0.5">
            <SelectBox machine={machine} isSelected={isSelected} toggle={selection.toggle} />
          </div>
        )}
        <div className="min-w-0 flex-1">
          <Link
            href={`/machines/${machine.id}`}
            data-machine={machine.id}
            prefetch={false}
            className="block truncate font-medium after:absolute after:inset-0 after:rounded-lg"
          >
            {machine.name}
          </Link>
          {machine.hostname !== null && machine.hostname !== machine.name && (
            <p className="truncate text-[0.8125rem] text-muted-foreground">{machine.hostname}</p>
          )}
        </div>
        {machine.flapping && <FlappingMark />}
        {machine.worst_alert !== null && <AlertsMark machine={machine} />}
        <StatusBadge status={displayStatus(machine)} />
      </div>
      {machine.problem !== null && (
        <p className="mt-1.5 flex items-start gap-1.5 text-[0.8125rem] text-late">
          <TriangleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
          <span className="line-clamp-2">{machine.problem}</span>
        </p>
      )}
      {hasFigures && (
        <dl className="mt-2.5 grid grid-cols-3 gap-x-4">
          {FIGURES.map(([label, figure]) => (
            <div key={figure} className="min-w-0">
              <dt className="text-xs text-muted-foreground">{label}</dt>
              <dd>
                <Meter percent={machine[figure]} isCurrent={machine.status === "online"} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div className="mt-2.5 flex flex-wrap items-center justify-between gap-2">
        <p className="text-[0.8125rem] text-muted-foreground">
          {machine.last_seen === null ? (
            "Never seen"
          ) : (
            <>
              Last seen <LastSeen at={machine.last_seen} />
            </>
          )}
        </p>
        <MachineTags tags={machine.tags} max={3} />
      </div>
    </div>
  );
}
