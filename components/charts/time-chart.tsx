"use client";

import { type ReactNode, useId, useMemo } from "react";
import { useChartGroup, useChartTime } from "./chart-group";
import { KeyboardCrosshair } from "./keyboard-crosshair";
import { Plot } from "./plot";
import { InstantReadout, Readout } from "./readout";
import { summarise } from "./summarise";
import { ThresholdKey } from "./threshold-key";
import { toColumns } from "./to-columns";
import type { Alert, ChartLine, Forecast, Threshold } from "./types";

const NO_ALERTS: readonly Alert[] = [];
const NO_THRESHOLDS: readonly Threshold[] = [];

type TimeChartProps = {
  title: string;
  /** What else there is to say, beside the title. */
  note?: ReactNode;
  lines: readonly ChartLine[];
  format: (value: number) => string;
  /** The top of the scale. Default: above the highest value. */
  top?: number;
  thresholds?: readonly Threshold[];
  alerts?: readonly Alert[];
  forecast?: Forecast | null;
};

/** Lines over time with a crosshair, for pointer, finger, keyboard and screen reader. */
export function TimeChart({
  title,
  note,
  lines,
  format,
  top,
  thresholds = NO_THRESHOLDS,
  alerts = NO_ALERTS,
  forecast = null,
}: TimeChartProps) {
  const id = useId();
  const { crosshair, onZoom, onLeaveZoom } = useChartGroup();
  const { atMs, gapAfterMs, span, shades, rebootsMs } = useChartTime();
  const columns = useMemo(() => toColumns({ atMs, lines, gapAfterMs }), [atMs, lines, gapAfterMs]);
  const surroundings = useMemo(
    () => ({ span, shades, rebootsMs, alerts, thresholds, forecast }),
    [span, shades, rebootsMs, alerts, thresholds, forecast],
  );
  const shape = { bands: lines.map(({ spread }) => spread !== undefined), top: top ?? null, format };

  return (
    <figure aria-labelledby={`${id}-title`} className="min-w-0">
      <figcaption className="mb-1 text-[0.8125rem]">
        <p className="flex h-5 items-baseline gap-x-2 whitespace-nowrap">
          <span id={`${id}-title`} className="truncate font-medium">
            {title}
          </span>
          {note !== undefined && <span className="truncate text-muted-foreground">{note}</span>}
          <InstantReadout alerts={alerts} />
        </p>
        <Readout columns={columns} lines={lines} format={format} />
        <span className="sr-only">{lines.map((line) => summarise(line, format)).join(" ")}</span>
      </figcaption>
      <KeyboardCrosshair label={title} lines={lines} alerts={alerts} format={format}>
        <Plot
          shape={shape}
          columns={columns}
          surroundings={surroundings}
          crosshair={crosshair}
          onZoom={onZoom}
          onLeaveZoom={onLeaveZoom}
        />
      </KeyboardCrosshair>
      {thresholds.length > 0 && <ThresholdKey thresholds={thresholds} />}
    </figure>
  );
}
