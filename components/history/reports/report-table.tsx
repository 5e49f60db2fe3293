import Link from "next/link";
import { MachineTags } from "@/components/parts/machine-tags";
import type { UptimeRow } from "@/lib/history/uptime/schema";
import { formatUptime, lengthOf, outagesOf } from "../uptime/uptime-words";

// On phones the uptime is the last column.
const COLUMN = "pl-3 text-right whitespace-nowrap last:pr-4 sm:pl-7";
const HEAD = `${COLUMN} py-2 text-xs font-medium text-muted-foreground`;
const CELL = `${COLUMN} py-2.5`;
/** On a phone this is shown below the name instead. */
const WIDE_ONLY = "max-sm:hidden";

/** One line for each machine, worst uptime first. */
export function ReportTable({ rows }: { rows: UptimeRow[] }) {
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">Uptime by machine, worst first</caption>
      <thead className="border-b">
        <tr>
          <th scope="col" className="py-2 pl-4 text-left text-xs font-medium text-muted-foreground">
            Machine
          </th>
          <th scope="col" className={`${HEAD} max-sm:pr-4`}>
            Uptime
          </th>
          {["Outages", "Downtime", "Longest", "Unknown"].map((name) => (
            <th key={name} scope="col" className={`${HEAD} ${WIDE_ONLY}`}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <ReportLine key={row.machine_id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function ReportLine({ row }: { row: UptimeRow }) {
  const unknown = lengthOf(row.unknown);
  const lengths = { offline: lengthOf(row.offline), longest: lengthOf(row.longest_outage), unknown };
  const isCounted = row.uptime_pct !== null;
  return (
    <tr className="break-inside-avoid not-last:border-b hover:bg-muted/50">
      <th scope="row" className="w-full max-w-0 py-2.5 pl-4 text-left font-normal">
        <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <Link
            href={`/machines/${row.machine_id}`}
            prefetch={false}
            className="min-w-0 truncate font-medium hover:underline"
          >
            {row.machine_name}
          </Link>
          <span className={WIDE_ONLY}>
            <MachineTags tags={row.tags} max={3} />
          </span>
        </span>
        <span className="block text-[0.8125rem] text-muted-foreground sm:hidden">
          {isCounted ? (outagesOf(row) ?? "No outages") : "No data"}
          {isCounted && unknown !== null && `, ${unknown} unknown`}
        </span>
      </th>
      <td className={`${CELL} align-top font-medium max-sm:pr-4 sm:align-middle`}>
        {formatUptime(row.uptime_pct)}
      </td>
      <td className={`${CELL} ${WIDE_ONLY}`}>{row.outages > 0 ? row.outages : <Dash />}</td>
      {Object.entries(lengths).map(([name, length]) => (
        <td key={name} className={`${CELL} ${WIDE_ONLY}`}>
          {length ?? <Dash />}
        </td>
      ))}
    </tr>
  );
}

function Dash() {
  return <span className="text-muted-foreground">–</span>;
}
