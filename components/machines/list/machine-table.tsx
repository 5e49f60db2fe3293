import { FlexRender } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import { memo, useCallback } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { useWindowRows } from "@/components/ui/use-window-rows";
import { SelectBox } from "./select-box";
import type { MachineTableItem, MachineTableModel } from "./use-machine-table";
import type { MachineSelection } from "./use-selection";

// Most rows; tags on two lines make one higher.
const ROW_PX = 52;

const HEAD = "px-2.5 text-left text-xs font-medium text-muted-foreground last:pr-4";
const CELL = "px-2.5 last:pr-4";

const WIDTHS: Record<string, string> = {
  status: "w-26",
  seen: "w-27",
  cpu: "w-23",
  mem: "w-23",
  disk: "w-23",
  tags: "w-30",
  threshold: "w-22",
  agent: "w-19",
};

type MachineTableProps = {
  table: MachineTableModel;
  /** Null: nothing can be selected. */
  selection: MachineSelection | null;
  /** Ids of machines that are about to be deleted. */
  fading: ReadonlySet<number>;
};

/** Machines as a table, on screens that are wide enough for one. */
export function MachineTable({ table, selection, fading }: MachineTableProps) {
  const { rows } = table.getRowModel();
  const { list, indexes, beforePx, afterPx, measure } = useWindowRows<HTMLTableSectionElement>({
    name: "table",
    count: rows.length,
    estimatePx: ROW_PX,
    keyOf: useCallback((index) => rows[index]?.original.id ?? index, [rows]),
  });
  return (
    <div className="rounded-lg border bg-card shadow-xs">
      <table className="w-full table-fixed border-collapse" aria-rowcount={rows.length + 1}>
        <caption className="sr-only">Machines</caption>
        <thead className="sticky top-0 z-20 bg-muted shadow-[inset_0_-1px_0_var(--border)]">
          <tr aria-rowindex={1} className="h-9">
            {selection !== null && <SelectAllHead selection={selection} />}
            {table.getHeaderGroups().flatMap(({ headers }) =>
              headers.map((header) => {
                const direction = header.column.getIsSorted();
                return (
                  <th
                    key={header.id}
                    scope="col"
                    aria-sort={ARIA_SORT[direction || "none"]}
                    className={cn(HEAD, WIDTHS[header.column.id])}
                  >
                    <button
                      type="button"
                      onClick={header.column.getToggleSortingHandler()}
                      className="inline-flex items-center gap-1 rounded whitespace-nowrap hover:text-foreground"
                    >
                      <table.FlexRender header={header} />
                      {direction === "asc" && <ArrowUp className="size-3" aria-hidden />}
                      {direction === "desc" && <ArrowDown className="size-3" aria-hidden />}
                    </button>
                  </th>
                );
              }),
            )}
          </tr>
        </thead>
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
      </table>
    </div>
  );
}

type MachineTableRowProps = {
  row: MachineTableItem;
  index: number;
  measure: ((row: HTMLTableRowElement | null) => void) | undefined;
  toggle: MachineSelection["toggle"] | null;
  isSelected: boolean;
  isFading: boolean;
};

// Renders again only when its own data changes: scrolling renders only the rows that come into view.
const MachineTableRow = memo(function MachineTableRow({
  row,
  index,
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
        "relative h-13 not-last:border-b hover:bg-muted/50",
        isSelected && "bg-primary/6 hover:bg-primary/10 dark:bg-primary/15",
        isFading && "opacity-40",
      )}
    >
      {toggle !== null && (
        <td className="pl-4">
          <SelectBox machine={row.original} isSelected={isSelected} toggle={toggle} />
        </td>
      )}
      {row.getAllCells().map((cell) => (
        <td key={cell.id} className={CELL}>
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
