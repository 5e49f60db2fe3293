import { FlexRender } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import { memo, useCallback, useMemo, useRef } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { useWindowRows } from "@/components/ui/use-window-rows";
import type { Density, MachineColumn } from "@/lib/people/preferences/constants";
import type { Preferences } from "@/lib/people/preferences/schema";
import { ColumnStyles, columnClass } from "./column-styles";
import { wantedColumns } from "./fit-columns";
import { loadTrends, loadUptimes } from "./row-cells";
import { RowContext } from "./row-context";
import { SelectBox } from "./select-box";
import { useInSight } from "./use-in-sight";
import type { MachineTableItem, MachineTableModel } from "./use-machine-table";
import type { MachineSelection } from "./use-selection";

// The virtual list counts with these heights, so nothing in a row may be higher.
const ROW: Record<Density, { px: number; className: string }> = {
  comfortable: { px: 40, className: "h-10" },
  compact: { px: 32, className: "h-8 text-[0.8125rem]" },
};

const HEAD = "px-2.5 text-left text-xs font-medium text-muted-foreground last:pr-4";
const CELL = "overflow-hidden px-2.5 whitespace-nowrap last:pr-4";

const ALWAYS: ReadonlySet<string> = new Set(["status", "name"]);

type MachineTableProps = {
  table: MachineTableModel;
  view: Preferences["machine_list"];
  /** Null: nothing can be selected. */
  selection: MachineSelection | null;
  /** Ids of machines that are about to be deleted. */
  fading: ReadonlySet<number>;
  hubUrl: string;
};

/** Machines as a table, on screens that are wide enough for one. */
export function MachineTable({
  table,
  view: { columns: chosen, density },
  selection,
  fading,
  hubUrl,
}: MachineTableProps) {
  const { rows } = table.getRowModel();
  const root = useRef<HTMLDivElement>(null);
  const isChosen = useCallback(
    (id: string) => ALWAYS.has(id) || wantedColumns(chosen).some((column) => column === id),
    [chosen],
  );
  const { list, indexes, beforePx, afterPx, measure } = useWindowRows<HTMLTableSectionElement>({
    name: `table ${density}`,
    count: rows.length,
    estimatePx: ROW[density].px,
    keyOf: useCallback((index) => rows[index]?.original.id ?? index, [rows]),
  });
  const ids = indexes.flatMap((index) => rows[index]?.original.id ?? []);
  const isShown = (column: MachineColumn) =>
    (root.current?.querySelector(`th.${columnClass(column)}`)?.clientWidth ?? 0) > 0;
  const trends = useInSight({ ids, isShown: () => isShown("cpu_24h"), load: loadTrends });
  const uptimes = useInSight({ ids, isShown: () => isShown("uptime"), load: loadUptimes });
  const facts = useMemo(() => ({ hubUrl, trends, uptimes }), [hubUrl, trends, uptimes]);

  return (
    <div ref={root} className="@container rounded-lg border bg-card shadow-xs">
      <ColumnStyles chosen={chosen} isSelectable={selection !== null} />
      <table className="w-full table-fixed border-collapse" aria-rowcount={rows.length + 1}>
        <caption className="sr-only">Machines</caption>
        <thead className="sticky top-0 z-20 bg-muted shadow-[inset_0_-1px_0_var(--border)]">
          <tr aria-rowindex={1} className="h-9">
            {selection !== null && <SelectAllHead selection={selection} />}
            {table.getHeaderGroups().flatMap(({ headers }) =>
              headers
                .filter(({ column }) => isChosen(column.id))
                .map((header) => {
                  const direction = header.column.getIsSorted();
                  return (
                    <th
                      key={header.id}
                      scope="col"
                      aria-sort={header.column.getCanSort() ? ARIA_SORT[direction || "none"] : undefined}
                      className={cn(
                        HEAD,
                        columnClass(header.column.id),
                        header.column.id === "status" && "w-26",
                      )}
                    >
                      {header.column.getCanSort() ? (
                        <button
                          type="button"
                          onClick={header.column.getToggleSortingHandler()}
                          className="inline-flex max-w-full items-center gap-1 rounded whitespace-nowrap hover:text-foreground"
                        >
                          <table.FlexRender header={header} />
                          {direction === "asc" && <ArrowUp className="size-3 shrink-0" aria-hidden />}
                          {direction === "desc" && <ArrowDown className="size-3 shrink-0" aria-hidden />}
                        </button>
                      ) : (
                        <span className="whitespace-nowrap">
                          <table.FlexRender header={header} />
                        </span>
                      )}
                    </th>
                  );
                }),
            )}
          </tr>
        </thead>
        <RowContext value={facts}>
          <tbody ref={list}>
            <Space px={beforePx} />
            {indexes.map((index) => {
              const row = rows[index];
              return (
                row !== undefined && (
                  <MachineTableRow
                    key={row.id}
                    row={row}
                    index={index}
                    density={density}
                    isChosen={isChosen}
                    measure={measure}
                    toggle={selection?.toggle ?? null}
                    isSelected={selection?.isSelected(row.original.id) ?? false}
                    isFading={fading.has(row.original.id)}
                  />
                )
              );
            })}
            <Space px={afterPx} />
          </tbody>
        </RowContext>
      </table>
    </div>
  );
}

type MachineTableRowProps = {
  row: MachineTableItem;
  index: number;
  density: Density;
  isChosen: (column: string) => boolean;
  measure: ((row: HTMLTableRowElement | null) => void) | undefined;
  toggle: MachineSelection["toggle"] | null;
  isSelected: boolean;
  isFading: boolean;
};

// Renders again only when its own data changes: scrolling renders only the rows that come into view.
const MachineTableRow = memo(function MachineTableRow({
  row,
  index,
  density,
  isChosen,
  measure,
  toggle,
  isSelected,
  isFading,
}: MachineTableRowProps) {
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={toggle === null ? undefined : isSelected}
      className={cn(
        "relative not-last:border-b hover:bg-muted/50",
        ROW[density].className,
        isSelected && "bg-primary/6 hover:bg-primary/10 dark:bg-primary/15",
        isFading && "opacity-40",
      )}
    >
      {toggle !== null && (
        <td className="pl-4">
          <SelectBox machine={row.original} isSelected={isSelected} toggle={toggle} />
        </td>
      )}
      {row
        .getAllCells()
        .filter(({ column }) => isChosen(column.id))
        .map((cell) => (
          <td key={cell.id} className={cn(CELL, columnClass(cell.column.id))}>
            <FlexRender cell={cell} />
          </td>
        ))}
    </tr>
  );
});

const ARIA_SORT = { asc: "ascending", desc: "descending", none: "none" } as const;

// Takes the space of the rows that are not rendered.
function Space({ px }: { px: number }) {
  return px === 0 ? null : (
    <tr aria-hidden>
      <td style={{ height: px }} />
    </tr>
  );
}

function SelectAllHead({ selection }: { selection: MachineSelection }) {
  return (
    <td className="w-9 pl-4">
      <Checkbox
        className="block"
        aria-label="Select all shown machines"
        checked={selection.isAllShown}
        isMixed={!selection.isAllShown && selection.selected.length > 0}
        onChange={selection.isAllShown ? selection.clear : selection.selectShown}
      />
    </td>
  );
}
