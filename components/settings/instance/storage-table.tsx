import { formatBytes } from "@/components/machines/detail/format-figures";
import { cn } from "@/components/ui/cn";
import { LocalTime } from "@/components/ui/time";
import type { StoredTable } from "@/lib/history/storage/schema";
import { type StorageRow, toStorageRows } from "./storage-words";

type StorageTableProps = { tables: readonly StoredTable[]; isEstimate: boolean };

/** What each table holds; on a phone the time of the oldest row is below its name. */
export function StorageTable({ tables, isEstimate }: StorageTableProps) {
  return (
    <table className="w-full border-t text-[0.8125rem]">
      <thead className="text-muted-foreground">
        <tr>
          <HeadCell className="pl-4 text-left">Table</HeadCell>
          <HeadCell>Rows</HeadCell>
          <HeadCell>Size</HeadCell>
          <HeadCell className="hidden sm:table-cell">Oldest</HeadCell>
          <HeadCell className="pr-4">Kept</HeadCell>
        </tr>
      </thead>
      <tbody>
        {toStorageRows(tables).map((row) => (
          <Row key={row.label} row={row} isEstimate={isEstimate} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row: { label, rows, bytes, oldest_at: oldestAt, kept }, isEstimate }: RowProps) {
  return (
    <tr className="border-t">
      <th scope="row" className="py-1.5 pl-4 text-left font-normal">
        {label}
        {oldestAt !== null && (
          <span className="block text-muted-foreground sm:hidden">
            since <LocalTime at={oldestAt} />
          </span>
        )}
      </th>
      <Cell>
        {isEstimate && rows > 0 && "≈ "}
        {rows.toLocaleString("en-GB")}
      </Cell>
      <Cell>{formatBytes(bytes)}</Cell>
      <Cell className="hidden sm:table-cell">
        {oldestAt === null ? <span className="text-muted-foreground">–</span> : <LocalTime at={oldestAt} />}
      </Cell>
      <Cell className="pr-4">{kept ?? <span className="text-muted-foreground">–</span>}</Cell>
    </tr>
  );
}

type RowProps = { row: StorageRow; isEstimate: boolean };
type CellProps = { children: React.ReactNode; className?: string };

function HeadCell({ children, className }: CellProps) {
  return (
    <th scope="col" className={cn("py-2 pl-2 text-right font-medium", className)}>
      {children}
    </th>
  );
}

function Cell({ children, className }: CellProps) {
  return <td className={cn("py-1.5 pl-2 text-right tabular-nums", className)}>{children}</td>;
}
