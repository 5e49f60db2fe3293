"use client";

import { cn } from "@/components/ui/cn";
import { useChartGroup, useChartTime } from "./chart-group";
import { useCrosshair } from "./crosshair";
import { describeInstant } from "./describe-instant";
import { nearestIndex } from "./nearest-index";
import type { PlotColumns } from "./to-columns";
import type { Alert, ChartLine } from "./types";

// As the lines are drawn: plot-options.ts.
const SWATCHES = [
  "border-solid border-(--chart-first)",
  "border-dashed border-(--chart-second)",
  "border-dotted border-(--chart-third)",
];

/** The instant under the crosshair, and what was wrong then. */
export function InstantReadout({ alerts }: { alerts: readonly Alert[] }) {
  const { crosshair } = useChartGroup();
  const { span, shades } = useChartTime();
  const ms = useCrosshair(crosshair);
  if (ms === null) return null;
  return (
    <span aria-hidden className="ml-auto max-w-2/3 shrink-0 truncate text-muted-foreground">
      {describeInstant({ ms, span, shades, alerts })}
    </span>
  );
}

type ReadoutProps = {
  columns: PlotColumns;
  lines: readonly ChartLine[];
  format: (value: number) => string;
};

/** The values under the crosshair, or the latest; always one line high, so that nothing moves below it. */
export function Readout({ columns, lines, format }: ReadoutProps) {
  const { crosshair } = useChartGroup();
  const hoveredMs = useCrosshair(crosshair);
  const [atMs] = columns;
  const hovered = hoveredMs === null ? -1 : nearestIndex(atMs, hoveredMs);
  const at = atMs[hovered];
  let column = 0;
  return (
    <p aria-hidden className="flex h-5 gap-x-3 overflow-hidden whitespace-nowrap text-muted-foreground">
      {lines.map(({ label, spread }, index) => {
        column += spread === undefined ? 1 : 3;
        const values = columns[column] ?? [];
        const shown = at === undefined ? values.findLastIndex((value) => value !== null) : hovered;
        return (
          <span key={label} className="inline-flex items-center gap-1.5">
            {lines.length > 1 && (
              <>
                <span className={cn("w-3 border-t-2 forced-color-adjust-none", SWATCHES[index])} />
                {label}
              </>
            )}
            <span className="font-medium text-foreground">{textOf(values[shown], format)}</span>
            {spread !== undefined && at !== undefined && (
              <Range min={columns[column - 2]?.[shown]} max={columns[column - 1]?.[shown]} format={format} />
            )}
          </span>
        );
      })}
    </p>
  );
}

type RangeProps = {
  min: number | null | undefined;
  max: number | null | undefined;
  format: (value: number) => string;
};

/** The lowest and highest of one point, unless both read the same. */
function Range({ min, max, format }: RangeProps) {
  if (min == null || max == null || format(min) === format(max)) return null;
  return (
    <span>
      {format(min)} – {format(max)}
    </span>
  );
}

function textOf(value: number | null | undefined, format: (value: number) => string): string {
  return value == null ? "–" : format(value);
}
