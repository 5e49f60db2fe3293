"use client";

import { useEffect, useMemo, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Crosshair } from "./crosshair";
import type { Surroundings } from "./draw";
import { followPointer } from "./follow-pointer";
import { readPalette, watchPalette } from "./palette";
import { HEIGHT, type PlotShape, plotOptions } from "./plot-options";
import type { PlotColumns } from "./to-columns";
import type { Span } from "./types";

type PlotProps = {
  shape: PlotShape;
  columns: PlotColumns;
  surroundings: Surroundings;
  crosshair: Crosshair;
  onZoom: (span: Span) => void;
  onLeaveZoom: () => void;
};

/** Lines over time, drawn by uPlot on a canvas. New data is drawn in the place of the old; nothing is built anew. */
export function Plot({ shape, columns, surroundings, crosshair, onZoom, onLeaveZoom }: PlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef({ columns, surroundings, onZoom, onLeaveZoom });
  latest.current = { columns, surroundings, onZoom, onLeaveZoom };
  // Whoever passes an equal shape gets the same plot.
  const { top, format } = shape;
  const bandsKey = shape.bands.join();
  const stable = useMemo(
    () => ({ bands: bandsKey.split(",").map((has) => has === "true"), top, format }),
    [bandsKey, top, format],
  );

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    let palette = readPalette(element);
    const options = plotOptions({
      shape: stable,
      width: element.clientWidth,
      surroundings: () => latest.current.surroundings,
      palette: () => palette,
    });
    const drawn = new uPlot(options, latest.current.columns, element);
    plot.current = drawn;
    const stops = [
      watchPalette(() => {
        palette = readPalette(element);
        drawn.redraw(false);
      }),
      crosshair.subscribe(() => showCrosshair(drawn, crosshair)),
      followPointer(drawn, {
        crosshair,
        onZoom: (span) => latest.current.onZoom(span),
        onLeaveZoom: () => latest.current.onLeaveZoom(),
      }),
      followWidth(element, drawn),
    ];
    showCrosshair(drawn, crosshair);
    return () => {
      for (const stop of stops) stop();
      drawn.destroy();
      plot.current = null;
    };
  }, [stable, crosshair]);

  useEffect(() => {
    const drawn = plot.current;
    if (drawn === null) return;
    drawn.batch(() => {
      drawn.setData(columns, false);
      drawn.setScale("x", { min: surroundings.span.fromMs, max: surroundings.span.toMs });
    });
    showCrosshair(drawn, crosshair);
  }, [columns, surroundings, crosshair]);

  return <div ref={box} className="chart min-w-0 forced-color-adjust-none" style={{ height: HEIGHT }} />;
}

function showCrosshair(plot: uPlot, crosshair: Crosshair): void {
  const at = crosshair.get();
  const left = at === null ? -1 : plot.valToPos(at, "x");
  const isWithin = left >= 0 && left <= plot.over.clientWidth;
  plot.setCursor(isWithin ? { left, top: 0 } : { left: -10, top: -10 }, false);
}

function followWidth(element: HTMLElement, plot: uPlot): () => void {
  const observer = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width > 0 && width !== plot.width) plot.setSize({ width, height: HEIGHT });
  });
  observer.observe(element);
  return () => observer.disconnect();
}
