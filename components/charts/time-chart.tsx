"use client";

import { useId, useMemo } from "react";
import { cn } from "@/components/ui/cn";
import { LocalTime } from "@/components/ui/time";
import { breakGaps } from "./break-gaps";
import { HEIGHT, Plot, type PlotLine, type Shade, type Span } from "./plot";
import { nearestIndex, valueTicks } from "./scale";
import { useWidth } from "./use-width";

type Column = (number | null)[];

export type ChartLine = { label: string; values: Column; spread?: { min: Column; max: Column } };

type TimeChartProps = {
  title: string;
  span: Span;
  atMs: number[];
  lines: ChartLine[];
  shades: readonly Shade[];
  gapAfterMs: number;
  /** The top of the scale. Default: a round value above the highest. */
  top?: number;
  format: (value: number) => string;
  /** The position of the crosshair; charts that share it move it together. */
  hoveredMs: number | null;
  onHover: (ms: number | null) => void;
  /** Called with the span that somebody dragged across. */
  onZoom: (span: Span) => void;
};

const SWATCHES = ["bg-link", "bg-late"];

/** Lines over time with a crosshair, and a one-sentence summary for screen readers. */
export function TimeChart({
  title,
  span,
  atMs,
  lines,
  shades,
  gapAfterMs,
  top,
  format,
  hoveredMs,
  onHover,
  onZoom,
}: TimeChartProps) {
  const titleId = useId();
  const [box, width] = useWidth();
  const drawn = useMemo(() => toDrawn({ atMs, lines, gapAfterMs }), [atMs, lines, gapAfterMs]);
  const scale = valueTicks(top ?? drawn.highest);
  const hovered = hoveredMs === null ? -1 : nearestIndex(drawn.atMs, hoveredMs);
  const at = drawn.atMs[hovered];

  return (
    <figure aria-labelledby={titleId} className="min-w-0">
      <figcaption className="mb-1 flex flex-wrap items-baseline justify-between gap-x-3 text-[0.8125rem]">
        <span id={titleId} className="font-medium">
          {title}
        </span>
        <span aria-hidden className="flex flex-wrap gap-x-3 text-muted-foreground">
          {at !== undefined && <LocalTime at={new Date(at).toISOString()} precision="second" />}
          {drawn.lines.map(({ values }, index) => (
            <span key={lines[index]?.label} className="inline-flex items-center gap-1.5">
              {lines.length > 1 && (
                <>
                  <span className={cn("h-0.5 w-3 rounded-full forced-color-adjust-none", SWATCHES[index])} />
                  {lines[index]?.label}
                </>
              )}
              <span className="font-medium text-foreground">
                {formatOrDash(values[at === undefined ? lastOf(values) : hovered], format)}
              </span>
            </span>
          ))}
        </span>
        <span className="sr-only">{lines.map((line) => summarise(line, format)).join(" ")}</span>
      </figcaption>
      <div ref={box} style={{ height: HEIGHT }}>
        {width > 0 && (
          <Plot
            width={width}
            span={span}
            atMs={drawn.atMs}
            lines={drawn.lines}
            shades={shades}
            top={scale.top}
            ticks={scale.ticks}
            format={format}
            hoveredMs={at ?? null}
            onHover={onHover}
            onZoom={onZoom}
          />
        )}
      </div>
    </figure>
  );
}

function toDrawn({ atMs, lines, gapAfterMs }: Pick<TimeChartProps, "atMs" | "lines" | "gapAfterMs">) {
  const columns = lines.flatMap(({ values, spread }) =>
    spread ? [values, spread.min, spread.max] : [values],
  );
  const broken = breakGaps({ atMs, columns, gapAfterMs });
  const rest = [...broken.columns];
  const next = () => rest.shift() ?? [];
  return {
    atMs: broken.atMs,
    lines: lines.map(
      ({ spread }): PlotLine => (spread ? { values: next(), min: next(), max: next() } : { values: next() }),
    ),
    highest: Math.max(0, ...columns.flat().filter((value) => value !== null)),
  };
}

function lastOf(values: Column): number {
  return values.findLastIndex((value) => value !== null);
}

function formatOrDash(value: number | null | undefined, format: (value: number) => string): string {
  return value == null ? "–" : format(value);
}

/** "CPU between 2 % and 80 %, 14 % on average, 12 % at the end." */
function summarise({ label, values, spread }: ChartLine, format: (value: number) => string): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return `${label}: no data.`;
  const least = Math.min(...(spread?.min.filter((value) => value !== null) ?? known));
  const most = Math.max(...(spread?.max.filter((value) => value !== null) ?? known));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const last = known.at(-1) ?? mean;
  return `${label} between ${format(least)} and ${format(most)}, ${format(mean)} on average, ${format(last)} at the end.`;
}
