import { useState } from "react";
import { LocalTime } from "@/components/ui/time";
import type { SamplesView } from "@/lib/history/metrics/schema";
import type { ChartPlan } from "./figure-charts";
import { formatOf } from "./format-value";

type SamplesTableProps = { of: string; charts: readonly ChartPlan[]; samples: SamplesView };

/** The averages of charts as a table, rendered when it is opened. */
export function SamplesTable({ of, charts, samples }: SamplesTableProps) {
  const [isOpen, setOpen] = useState(false);
  const columns = charts.flatMap(({ title, unit, lines }) =>
    lines.map(({ series, label }) => ({
      series,
      label: lines.length > 1 ? `${title}, ${label.toLowerCase()}` : title,
      format: formatOf(unit),
    })),
  );
  return (
    <details
      className="min-w-0 flex-1 py-1 text-[0.8125rem]"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="w-fit cursor-pointer text-link">
        Show as table<span className="sr-only"> {of}</span>
      </summary>
      {isOpen && (
        <div className="mt-3 max-h-96 overflow-auto">
          <table className="w-full text-right whitespace-nowrap">
            <thead className="sticky top-0 bg-card text-muted-foreground">
              <tr>
                <th scope="col" className="py-1 text-left font-medium">
                  From
                </th>
                {columns.map(({ series, label }) => (
                  <th key={series} scope="col" className="py-1 pl-3 font-medium">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {samples.at.map((at, index) => (
                <tr key={at} className="border-t">
                  <th scope="row" className="py-1 text-left font-normal">
                    <LocalTime at={at} precision="second" />
                  </th>
                  {columns.map(({ series, format }) => {
                    const value = samples.series[series]?.avg[index] ?? null;
                    return (
                      <td key={series} className="py-1 pl-3">
                        {value === null ? "–" : format(value)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
