import { useState } from "react";
import { LocalTime } from "@/components/ui/time";
import type { SamplesView } from "@/lib/history/metrics/schema";
import { formatBytes } from "./format-figures";

const COLUMNS: { figure: keyof SamplesView["series"]; label: string; format: (value: number) => string }[] = [
  { figure: "cpu_pct", label: "CPU", format: (value) => `${value.toFixed(1)} %` },
  { figure: "mem_used_pct", label: "Memory", format: (value) => `${value.toFixed(1)} %` },
  { figure: "disk_used_pct", label: "Disk", format: (value) => `${value.toFixed(1)} %` },
  { figure: "load1", label: "Load", format: (value) => value.toFixed(2) },
  { figure: "net_rx_rate", label: "Received", format: (value) => `${formatBytes(value)}/s` },
  { figure: "net_tx_rate", label: "Sent", format: (value) => `${formatBytes(value)}/s` },
];

/** The averages of the charts as a table, for screen readers; rendered when it is opened. */
export function ChartTable({ samples }: { samples: SamplesView }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="border-t px-4 py-3 text-[0.8125rem]"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="w-fit cursor-pointer text-link">Show as table</summary>
      {isOpen && (
        <table className="mt-3 w-full text-right">
          <thead className="text-muted-foreground">
            <tr>
              <th scope="col" className="py-1 text-left font-medium">
                From
              </th>
              {COLUMNS.map(({ label }) => (
                <th key={label} scope="col" className="py-1 pl-2 font-medium">
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
                {COLUMNS.map(({ figure, format }) => {
                  const value = samples.series[figure].avg[index] ?? null;
                  return (
                    <td key={figure} className="py-1 pl-2">
                      {value === null ? "–" : format(value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
