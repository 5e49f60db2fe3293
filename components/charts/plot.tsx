"use client";

import { type PointerEvent, useMemo } from "react";
import { cn } from "@/components/ui/cn";
import { bandPath, linePath } from "./paths";
import { timeLabels, timeTicks } from "./scale";
import { useDrag } from "./use-drag";

type Column = (number | null)[];

export type Span = { fromMs: number; toMs: number };

/** A span of time that is shaded behind the lines. */
export type Shade = Span & { kind: "outage" | "hub_down" };

export type PlotLine = { values: Column; min?: Column; max?: Column };

export const HEIGHT = 132;
const LEFT = 56;
const RIGHT = 6;
const TOP = 6;
const BOTTOM = 20;
const TICK_ROOM = 72;
/** A drag over fewer pixels is a click. */
const MIN_DRAG = 8;

const STROKES = ["stroke-link", "stroke-late"];
const FILLS = ["fill-link/15", "fill-late/15"];
const SHADES = { outage: "fill-offline/15", hub_down: "fill-muted-foreground/20" };

type PlotProps = {
  width: number;
  span: Span;
  atMs: number[];
  lines: PlotLine[];
  shades: readonly Shade[];
  top: number;
  ticks: number[];
  format: (value: number) => string;
  hoveredMs: number | null;
  onHover: (ms: number | null) => void;
  onZoom: (span: Span) => void;
};

/** Lines over time, drawn as SVG: the colours follow the theme, and a few hundred points cost nothing. */
export function Plot({
  width,
  span,
  atMs,
  lines,
  shades,
  top,
  ticks,
  format,
  hoveredMs,
  onHover,
  onZoom,
}: PlotProps) {
  const { fromMs, toMs } = span;
  const inner = width - LEFT - RIGHT;
  const x = (ms: number) => LEFT + ((ms - fromMs) / (toMs - fromMs)) * inner;
  const y = (value: number) => TOP + (1 - Math.min(value, top) / top) * (HEIGHT - TOP - BOTTOM);
  const marks = timeTicks({
    fromMs,
    toMs,
    count: Math.floor(inner / TICK_ROOM),
    offsetMsAt: (ms) => -new Date(ms).getTimezoneOffset() * 60_000,
  });
  const labels = timeLabels({ ticks: marks });
  const msAt = (event: PointerEvent<Element>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    return fromMs + ((event.clientX - left - LEFT) / inner) * (toMs - fromMs);
  };
  const drag = useDrag({ span, minMs: (MIN_DRAG / inner) * (toMs - fromMs), onDragged: onZoom });
  const isWithin = (ms: number) => ms >= fromMs && ms <= toMs;

  return (
    <svg
      width={width}
      height={HEIGHT}
      aria-hidden
      className="block cursor-crosshair touch-pan-y text-[0.6875rem] select-none"
      onPointerMove={(event) => {
        const ms = msAt(event);
        onHover(isWithin(ms) ? ms : null);
        drag.extend(ms);
      }}
      onPointerLeave={(event) => {
        // Lifting a finger also counts as leaving, but the person still reads the value.
        if (event.pointerType !== "touch") onHover(null);
      }}
      onPointerDown={(event) => {
        const ms = msAt(event);
        onHover(isWithin(ms) ? ms : null);
        drag.start(event, ms);
      }}
      onPointerUp={drag.end}
      onPointerCancel={() => {
        onHover(null);
        drag.cancel();
      }}
    >
      <title>Chart</title>
      {shades.map(({ fromMs: start, toMs: end, kind }) => {
        const left = Math.max(LEFT, x(start));
        const right = Math.min(width - RIGHT, x(end));
        if (right < LEFT || left > width - RIGHT) return null;
        return (
          <rect
            key={`${kind} ${start}`}
            className={SHADES[kind]}
            x={left}
            y={TOP}
            // Even the shortest span stays visible.
            width={Math.max(right - left, 2)}
            height={HEIGHT - TOP - BOTTOM}
          />
        );
      })}
      {ticks.map((tick) => (
        <g key={tick}>
          <line className="stroke-border" x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
          <text className="fill-muted-foreground" x={LEFT - 6} y={y(tick) + 3.5} textAnchor="end">
            {format(tick)}
          </text>
        </g>
      ))}
      {marks.map((ms, index) => (
        <text
          key={ms}
          className="fill-muted-foreground"
          x={x(ms)}
          y={HEIGHT - 5}
          textAnchor={anchor(x(ms), width)}
        >
          {labels[index]}
        </text>
      ))}
      <Lines width={width} span={span} atMs={atMs} lines={lines} top={top} />
      {drag.dragged !== null && (
        <rect
          className="fill-link/15 stroke-link/40"
          x={x(drag.dragged.fromMs)}
          y={TOP}
          width={x(drag.dragged.toMs) - x(drag.dragged.fromMs)}
          height={HEIGHT - TOP - BOTTOM}
        />
      )}
      {hoveredMs !== null && isWithin(hoveredMs) && (
        <line
          className="stroke-muted-foreground"
          x1={x(hoveredMs)}
          x2={x(hoveredMs)}
          y1={TOP}
          y2={HEIGHT - BOTTOM}
          strokeDasharray="2 2"
        />
      )}
    </svg>
  );
}

/** The lines, which are not redrawn while the crosshair moves. */
function Lines({
  width,
  span,
  atMs,
  lines,
  top,
}: Pick<PlotProps, "width" | "span" | "atMs" | "lines" | "top">) {
  return useMemo(() => {
    const { fromMs, toMs } = span;
    const xs = atMs.map((ms) => LEFT + ((ms - fromMs) / (toMs - fromMs)) * (width - LEFT - RIGHT));
    const y = (value: number) => TOP + (1 - Math.min(value, top) / top) * (HEIGHT - TOP - BOTTOM);
    return lines.map(({ values, min, max }, index) => (
      // The lines of a chart never change order.
      <g key={STROKES[index]}>
        {min && max && <path className={FILLS[index]} d={bandPath({ xs, min, max, y })} />}
        <path
          className={cn("fill-none", STROKES[index])}
          strokeWidth={1.5}
          strokeLinecap="round"
          strokeLinejoin="round"
          d={linePath({ xs, values, y })}
        />
      </g>
    ));
  }, [width, span, atMs, lines, top]);
}

function anchor(x: number, width: number): "end" | "middle" {
  return x > width - 24 ? "end" : "middle";
}
