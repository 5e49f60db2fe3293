import { MACHINE_COLUMNS, type MachineColumn } from "@/lib/people/preferences/constants";

type Column = {
  label: string;
  widthRem: number;
};

/** The columns that a person can choose, with what is needed most first: the last ones go first when there is no room. */
export const COLUMNS: Record<MachineColumn, Column> = {
  seen: { label: "Last seen", widthRem: 6.75 },
  cpu: { label: "CPU", widthRem: 6.5 },
  alerts: { label: "Alerts", widthRem: 4.5 },
  mem: { label: "Memory", widthRem: 6.5 },
  disk: { label: "Disk", widthRem: 6.5 },
  cpu_24h: { label: "CPU, 24 h", widthRem: 8 },
  uptime: { label: "Uptime, 30 d", widthRem: 6.5 },
  tags: { label: "Tags", widthRem: 9 },
  filesystem: { label: "Fullest filesystem", widthRem: 11 },
  load: { label: "Load", widthRem: 4.25 },
  agent: { label: "Agent", widthRem: 6 },
  threshold: { label: "Threshold", widthRem: 5.75 },
};
export const BY_RANK = Object.keys(COLUMNS) as MachineColumn[];

const STATUS_REM = 6.5;
const SELECT_REM = 2.25;
/** The first columns may leave a name no more room than it needs; the others have it beside its hostname. */
const NAME_REM = { least: 9, roomy: 13 };
const FIRST = 2;

/** How wide the list must be to show each chosen column, in rem. The wider the list, the more of them are shown. */
export function widthsToFit({
  chosen,
  isSelectable,
}: {
  /** Null: the usual ones, which are all. */
  chosen: readonly MachineColumn[] | null;
  isSelectable: boolean;
}): Map<MachineColumn, number> {
  let usedRem = STATUS_REM + (isSelectable ? SELECT_REM : 0);
  const shown = BY_RANK.filter((column) => chosen === null || chosen.includes(column));
  return new Map(
    shown.map((column, index) => {
      usedRem += COLUMNS[column].widthRem;
      return [column, usedRem + (index < FIRST ? NAME_REM.least : NAME_REM.roomy)];
    }),
  );
}

/** The chosen columns after one of them was shown or hidden. Null: all of them, whatever a later version adds. */
export function toggleColumn({
  chosen,
  column,
}: {
  chosen: readonly MachineColumn[] | null;
  column: MachineColumn;
}): MachineColumn[] | null {
  const before = chosen ?? BY_RANK;
  const after = MACHINE_COLUMNS.filter((each) => before.includes(each) !== (each === column));
  return after.length === MACHINE_COLUMNS.length ? null : after;
}
