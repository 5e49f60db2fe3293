"use client";

import type { KeyboardEvent, ReactNode } from "react";
import { useChartGroup, useChartTime } from "./chart-group";
import { useCrosshair } from "./crosshair";
import { describeInstant } from "./describe-instant";
import { nearestIndex } from "./nearest-index";
import { describePoint } from "./summarise";
import type { Alert, ChartLine } from "./types";
import { zoomed } from "./zoomed";

type KeyboardCrosshairProps = {
  label: string;
  lines: readonly ChartLine[];
  format: (value: number) => string;
  alerts: readonly Alert[];
  children: ReactNode;
};

/** The keys of a chart. A slider is what screen readers speak at every step, and what they let arrow keys through to. */
export function KeyboardCrosshair({ label, lines, alerts, format, children }: KeyboardCrosshairProps) {
  const { crosshair, onZoom, onLeaveZoom } = useChartGroup();
  const { atMs, span, shades } = useChartTime();
  const at = useCrosshair(crosshair);
  const last = atMs.length - 1;
  const index = at === null ? last : nearestIndex(atMs, at);

  function press(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || last < 0) return;
    const page = Math.max(1, Math.round(last / 10));
    const to = {
      ...{ ArrowLeft: index - 1, ArrowDown: index - 1, ArrowRight: index + 1, ArrowUp: index + 1 },
      ...{ Home: 0, End: last, PageUp: index + page, PageDown: index - page },
    }[event.key];
    const factor = { "+": 0.5, "=": 0.5, "-": 2 }[event.key];
    if (to !== undefined) crosshair.set(atMs[Math.min(Math.max(to, 0), last)] ?? null);
    else if (factor !== undefined)
      onZoom(zoomed({ span, aroundMs: at ?? span.toMs, factor, nowMs: Date.now() }));
    else if (event.key === "Escape") onLeaveZoom();
    else return;
    event.preventDefault();
  }

  const words = lines.map((line) => describePoint(line, index, format)).join("; ");
  const instant = atMs[index];
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={`${label}, along time`}
      aria-valuemin={0}
      aria-valuemax={Math.max(last, 0)}
      aria-valuenow={Math.max(index, 0)}
      aria-valuetext={
        instant === undefined
          ? "No data"
          : `${describeInstant({ ms: instant, span, shades, alerts })}. ${words}`
      }
      className="touch-pan-y touch-pinch-zoom rounded-sm"
      onKeyDown={press}
      onFocus={(event) => {
        // A pointer that comes to the chart brings its own crosshair.
        if (event.currentTarget.matches(":focus-visible")) crosshair.set(at ?? atMs.at(-1) ?? null);
      }}
      onBlur={() => crosshair.set(null)}
    >
      {children}
    </div>
  );
}
