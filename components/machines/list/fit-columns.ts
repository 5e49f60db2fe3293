import { MACHINE_COLUMNS, type MachineColumn } from "@/lib/people/preferences/constants";

type Column = {
  label: string;
  widthRem: number;
};

/** The columns that a person can choose, with what is needed most first: the last ones go first when there is no room. */
export const COLUMNS: Record<MachineColumn, Column> = {
  seen: { label: "Last seen", widthRem: 6.25 },
  cpu: { label: "CPU", widthRem: 7.25 },
  alerts: { label: "Alerts", widthRem: 4.25 },
  mem: { label: "Memory", widthRem: 7.25 },
  disk: { label: "Disk", widthRem: 7.25 },
  cpu_24h: { label: "CPU, 24 h", widthRem: 8 },
  uptime: { label: "Uptime, 30 d", widthRem: 6.5 },
  tags: { label: "Tags", widthRem: 9 },
  filesystem: { label: "Fullest filesystem", widthRem: 13 },
  load: { label: "Load", widthRem: 4.25 },
  agent: { label: "Agent", widthRem: 6 },
  threshold: { label: "Threshold", widthRem: 5.75 },
};
export const BY_RANK = Object.keys(COLUMNS) as MachineColumn[];
/** What is shown to somebody who has chosen nothing. A threshold is the same for most machines. */
const USUAL: readonly MachineColumn[] = BY_RANK.filter((column) => column !== "threshold");

/** Which columns a person wants, by rank. Null: nothing was chosen. */
export function wantedColumns(chosen: readonly MachineColumn[] | null): readonly MachineColumn[] {
  return chosen === null ? USUAL : BY_RANK.filter((column) => chosen.includes(column));
}

const STATUS_REM = 6.5;
const SELECT_REM = 2.25;
/** The first columns may leave a name no more room than it needs; the others have it beside its hostname. */
const NAME_REM = { least: 8.5, roomy: 13 };
const FIRST = 2;

/** How wide the list must be to show each chosen column, in rem. The wider the list, the more of them are shown. */
export function widthsToFit({
  chosen,
  isSelectable,
}: {
  chosen: readonly MachineColumn[] | null;
  isSelectable: boolean;
}): Map<MachineColumn, number> {
  let usedRem = STATUS_REM + (isSelectable ? SELECT_REM : 0);
  return new Map(
    wantedColumns(chosen).map((column, index) => {
      usedRem += COLUMNS[column].widthRem;
      return [column, usedRem + (index < FIRST ? NAME_REM.least : NAME_REM.roomy)];
    }),
  );
}

/** The chosen columns after one of them was shown or hidden. Null: the usual ones, whatever a later version adds. */
export function toggleColumn({
  chosen,
  column,
}: {
  chosen: readonly MachineColumn[] | null;
  column: MachineColumn;
}): MachineColumn[] | null {
  const before = wantedColumns(chosen);
  const after = MACHINE_COLUMNS.filter((each) => before.includes(each) !== (each === column));
  const isUsual = after.length === USUAL.length && after.every((each) => USUAL.includes(each));
  return isUsual ? null : after;
}
