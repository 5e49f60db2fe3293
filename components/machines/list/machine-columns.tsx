import {
  createColumnHelper,
  createSortedRowModel,
  type Row,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";
import { displayStatus, SEVERITY } from "@/components/parts/display-status";
import { StatusBadge } from "@/components/parts/machine-status";
import { MachineTags } from "@/components/parts/machine-tags";
import { Meter } from "@/components/ui/meter";
import { parseDuration } from "@/lib/base/duration";
import type { MachineColumn } from "@/lib/people/preferences/constants";
import { AlertsMark } from "./alerts-mark";
import { BY_RANK, COLUMNS } from "./fit-columns";
import { LastSeen } from "./last-seen";
import { MachineName } from "./machine-name";
import type { ListedMachine } from "./merge-rows";
import { AgentCell, CpuTrend, UptimeShare } from "./row-cells";

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
const highestFirst = { ...last, sortFn: bySize, sortDescFirst: true } as const;

const head = (id: MachineColumn) => ({ id, header: COLUMNS[id].label });

const figure = (id: "cpu" | "mem" | "disk", name: "cpu_pct" | "mem_used_pct" | "disk_used_pct") =>
  helper.accessor((machine) => machine[name] ?? undefined, {
    ...head(id),
    ...highestFirst,
    cell: ({ row: { original } }) => (
      <Meter percent={original[name]} isCurrent={original.status === "online"} />
    ),
  });

const always = helper.columns([
  helper.accessor((machine) => SEVERITY.indexOf(displayStatus(machine)), {
    id: "status",
    header: "Status",
    sortFn: bySize,
    cell: ({ row: { original } }) => (
      <StatusBadge status={displayStatus(original)} className="align-middle" />
    ),
  }),
  helper.accessor("name", {
    id: "name",
    header: "Machine",
    sortFn: byWord,
    cell: ({ row: { original } }) => <MachineName machine={original} />,
  }),
]);

const choosable = helper.columns([
  helper.accessor((machine) => (machine.last_seen === null ? undefined : Date.parse(machine.last_seen)), {
    ...head("seen"),
    ...highestFirst,
    cell: ({ row: { original } }) => <LastSeen at={original.last_seen} />,
  }),
  figure("cpu", "cpu_pct"),
  // The worst first: any critical one before any warning.
  helper.accessor(
    ({ alerts, worst_alert }) => (alerts === 0 ? undefined : alerts + (worst_alert === "critical" ? 1e6 : 0)),
    {
      ...head("alerts"),
      ...highestFirst,
      cell: ({ row: { original } }) => <AlertsMark machine={original} />,
    },
  ),
  figure("mem", "mem_used_pct"),
  figure("disk", "disk_used_pct"),
  // These two are known only of the machines in sight.
  helper.display({ ...head("cpu_24h"), cell: ({ row: { original } }) => <CpuTrend machine={original} /> }),
  helper.display({ ...head("uptime"), cell: ({ row: { original } }) => <UptimeShare machine={original} /> }),
  helper.accessor((machine) => machine.tags.join(" ") || undefined, {
    ...head("tags"),
    ...last,
    sortFn: byWord,
    cell: ({ row: { original } }) => <MachineTags tags={original.tags} max={2} isOneLine />,
  }),
  helper.accessor((machine) => machine.fullest_filesystem?.used_pct, {
    ...head("filesystem"),
    ...highestFirst,
    cell: ({ row: { original } }) =>
      original.fullest_filesystem === null ? (
        <Nothing />
      ) : (
        <span className="flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate" title={original.fullest_filesystem.mount}>
            {original.fullest_filesystem.mount}
          </span>
          <span className="w-22 shrink-0">
            <Meter percent={original.fullest_filesystem.used_pct} isCurrent={original.status === "online"} />
          </span>
        </span>
      ),
  }),
  helper.accessor((machine) => machine.load1 ?? undefined, {
    ...head("load"),
    ...highestFirst,
    cell: ({ row: { original } }) =>
      original.load1 === null ? (
        <Nothing />
      ) : (
        <span className={original.status === "online" ? undefined : "text-muted-foreground"}>
          {original.load1.toFixed(2)}
        </span>
      ),
  }),
  helper.accessor((machine) => machine.agent_version ?? undefined, {
    ...head("agent"),
    ...last,
    sortFn: byWord,
    cell: ({ row: { original } }) => <AgentCell machine={original} />,
  }),
  helper.accessor((machine) => parseDuration(machine.offline_after_effective) ?? undefined, {
    ...head("threshold"),
    ...last,
    sortFn: bySize,
    cell: ({ row: { original } }) => (
      <span className={original.offline_after === null ? "text-muted-foreground" : undefined}>
        {original.offline_after_effective}
      </span>
    ),
  }),
]);

/** Every column: status and name, then those that can be chosen, by rank. */
export const columns = [
  ...always,
  ...BY_RANK.flatMap((id) => choosable.filter((column) => column.id === id)),
];

function Nothing() {
  return <span className="text-muted-foreground">–</span>;
}
