import {
  createColumnHelper,
  createSortedRowModel,
  type Row,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";
import Link from "next/link";
import { displayStatus, SEVERITY } from "@/components/parts/display-status";
import { StatusBadge } from "@/components/parts/machine-status";
import { MachineTags } from "@/components/parts/machine-tags";
import { Meter } from "@/components/ui/meter";
import { parseDuration } from "@/lib/base/duration";
import { LastSeen } from "./last-seen";
import type { ListedMachine } from "./merge-rows";
import { ProblemMark } from "./problem-mark";

export const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

type MachineTableRow = Row<typeof features, ListedMachine>;

const helper = createColumnHelper<typeof features, ListedMachine>();
const byText = new Intl.Collator("en", { numeric: true });

const bySize = (one: MachineTableRow, other: MachineTableRow, column: string) =>
  Number(one.getValue(column)) - Number(other.getValue(column));
const byWord = (one: MachineTableRow, other: MachineTableRow, column: string) =>
  byText.compare(String(one.getValue(column)), String(other.getValue(column)));

// A missing value comes last in either direction.
const last = { sortUndefined: "last" } as const;

const figure = (id: "cpu_pct" | "mem_used_pct" | "disk_used_pct", header: string) =>
  helper.accessor((machine) => machine[id] ?? undefined, {
    id: id.replace(/_.*/, ""),
    header,
    ...last,
    sortFn: bySize,
    sortDescFirst: true,
    cell: ({ row: { original } }) => (
      <Meter percent={original[id]} isCurrent={original.status === "online"} />
    ),
  });

export const columns = helper.columns([
  helper.accessor((machine) => SEVERITY.indexOf(displayStatus(machine)), {
    id: "status",
    header: "Status",
    sortFn: bySize,
    cell: ({ row: { original } }) => <StatusBadge status={displayStatus(original)} />,
  }),
  helper.accessor("name", {
    id: "name",
    header: "Machine",
    sortFn: byWord,
    cell: ({ row: { original } }) => <MachineName machine={original} />,
  }),
  helper.accessor((machine) => (machine.last_seen === null ? undefined : Date.parse(machine.last_seen)), {
    id: "seen",
    header: "Last seen",
    ...last,
    sortFn: bySize,
    sortDescFirst: true,
    cell: ({ row: { original } }) => <LastSeen at={original.last_seen} />,
  }),
  figure("cpu_pct", "CPU"),
  figure("mem_used_pct", "Memory"),
  figure("disk_used_pct", "Disk"),
  helper.accessor((machine) => machine.tags.join(" ") || undefined, {
    id: "tags",
    header: "Tags",
    ...last,
    sortFn: byWord,
    cell: ({ row: { original } }) => (
      <div className="py-1.5">
        <MachineTags tags={original.tags} max={2} />
      </div>
    ),
  }),
  helper.accessor((machine) => parseDuration(machine.offline_after_effective) ?? undefined, {
    id: "threshold",
    header: "Threshold",
    ...last,
    sortFn: bySize,
    cell: ({ row: { original } }) => (
      <span className={original.offline_after === null ? "text-muted-foreground" : undefined}>
        {original.offline_after_effective}
      </span>
    ),
  }),
  helper.accessor((machine) => machine.agent_version ?? undefined, {
    id: "agent",
    header: "Agent",
    ...last,
    sortFn: byWord,
    cell: ({ row: { original } }) => (
      <span className="block truncate text-muted-foreground">{original.agent_version ?? "–"}</span>
    ),
  }),
]);

function MachineName({ machine }: { machine: ListedMachine }) {
  return (
    <>
      <span className="flex items-center gap-1.5">
        <Link
          href={`/machines/${machine.id}`}
          data-machine={machine.id}
          prefetch={false}
          className="min-w-0 truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
        >
          {machine.name}
        </Link>
        <ProblemMark problem={machine.problem} />
      </span>
      {machine.hostname !== null && machine.hostname !== machine.name && (
        <span className="block truncate text-[0.8125rem] text-muted-foreground">{machine.hostname}</span>
      )}
    </>
  );
}
