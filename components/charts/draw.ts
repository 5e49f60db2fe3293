import type uPlot from "uplot";
import type { Palette } from "./palette";
import type { Alert, Forecast, Shade, Span, Threshold } from "./types";

/** What is drawn beside the lines. */
export type Surroundings = {
  span: Span;
  shades: readonly Shade[];
  /** When the machine started anew. */
  rebootsMs: readonly number[];
  alerts: readonly Alert[];
  thresholds: readonly Threshold[];
  forecast: Forecast | null;
};

type Pen = { plot: uPlot; ctx: CanvasRenderingContext2D; palette: Palette; px: number };

const HATCH_PX = 5;
const ALERT_PX = 3;
/** The stretch below the bar of an alert is shaded as faintly as this. */
const ALERT_SHADE = 0.12;
const SHADE_COLOURS = { outage: "outage", hub_down: "hub-down", paused: "paused" } as const;

/** Shades behind the lines. Each kind has a pattern too, because not everybody sees colours. */
export function drawShades(pen: Pen, { shades }: Surroundings): void {
  const { top, height } = pen.plot.bbox;
  for (const { kind, ...stretch } of shades) {
    const [left, width] = extent(pen, stretch);
    if (width === 0) continue;
    const colour = pen.palette[SHADE_COLOURS[kind]];
    if (kind === "outage") {
      pen.ctx.fillStyle = colour;
      pen.ctx.fillRect(left, top, width, height);
    } else {
      hatch(pen, { left, width, colour, slant: kind === "hub_down" ? 1 : -1 });
    }
  }
}

/** Reboots, alerts, thresholds and the forecast, over the lines. */
export function drawMarks(pen: Pen, { rebootsMs, alerts, thresholds, forecast }: Surroundings): void {
  const { plot, ctx, palette, px } = pen;
  const { left, top, width, height } = plot.bbox;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.lineWidth = px;
  ctx.strokeStyle = palette.mark;
  ctx.fillStyle = palette.mark;
  ctx.setLineDash([2 * px, 3 * px]);
  for (const ms of rebootsMs) {
    const x = Math.round(plot.valToPos(ms, "x", true));
    line(ctx, [x, top], [x, top + height]);
    triangle(ctx, x, top, 4 * px);
  }
  ctx.setLineDash([5 * px, 4 * px]);
  for (const { value, severity } of thresholds) {
    ctx.strokeStyle = palette[severity];
    const y = Math.round(plot.valToPos(value, "y", true));
    line(ctx, [left, y], [left + width, y]);
  }
  if (forecast !== null) {
    ctx.strokeStyle = palette.first;
    ctx.lineWidth = 1.5 * px;
    const at = ({ ms, value }: Forecast["from"]): [number, number] => [
      plot.valToPos(ms, "x", true),
      plot.valToPos(value, "y", true),
    ];
    line(ctx, at(forecast.from), at(forecast.to));
  }
  ctx.setLineDash([]);
  for (const { severity, ...stretch } of alerts) {
    const [from, wide] = extent(pen, stretch);
    ctx.fillStyle = palette[severity];
    if (wide === 0) continue;
    ctx.fillRect(from, top, wide, ALERT_PX * px);
    ctx.globalAlpha = ALERT_SHADE;
    ctx.fillRect(from, top, wide, height);
    ctx.globalAlpha = 1;
  }
  ctx.restore();
}

/** Where a stretch begins and how wide it is, in canvas pixels within the plot; the shortest stays visible. */
function extent({ plot, px }: Pen, { fromMs, toMs }: Span): [left: number, width: number] {
  const { left, width } = plot.bbox;
  const [start, end] = [plot.valToPos(fromMs, "x", true), plot.valToPos(toMs, "x", true)];
  if (end < left || start > left + width) return [left, 0];
  const from = Math.min(Math.max(start, left), left + width - 2 * px);
  return [from, Math.max(Math.min(end, left + width) - from, 2 * px)];
}

type Hatching = { left: number; width: number; colour: string; slant: 1 | -1 };

function hatch({ plot, ctx, px }: Pen, { left, width, colour, slant }: Hatching): void {
  const { top, height } = plot.bbox;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.strokeStyle = colour;
  ctx.lineWidth = px;
  for (let x = left - height; x < left + width + height; x += HATCH_PX * px) {
    line(ctx, [x, top], [x + slant * height, top + height]);
  }
  ctx.restore();
}

function line(ctx: CanvasRenderingContext2D, from: [number, number], to: [number, number]): void {
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
}

function triangle(ctx: CanvasRenderingContext2D, x: number, y: number, size: number): void {
  ctx.beginPath();
  ctx.moveTo(x - size, y);
  ctx.lineTo(x + size, y);
  ctx.lineTo(x, y + size * 1.5);
  ctx.fill();
}
