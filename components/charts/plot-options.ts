import uPlot from "uplot";
import { drawMarks, drawShades, type Surroundings } from "./draw";
import type { Palette } from "./palette";
import { valueRange } from "./value-range";

export const HEIGHT = 150;
/** Wide enough for "20.5 kB/s", so that charts below each other begin at the same place. */
const VALUES_WIDTH = 66;
const GAP = 6;
const TIMES_HEIGHT = 34;

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CLOCK = "{HH}:{mm}";
const DAY = "\n{D} {MMM}";
/**
 * How instants are written, by the distance between them: what stands at each, and what stands below it at the first one
 * and at the first of a year or a day.
 */
const TIME_LABELS: uPlot.Axis.TimeValuesConfig = [
  [28 * DAY_MS, "{MMM}", "\n{YYYY}", null, null, null, null, null, 1],
  [DAY_MS, "{D} {MMM}", null, null, null, null, null, null, 1],
  [60 * SECOND_MS, CLOCK, DAY, null, DAY, null, null, null, 1],
  [SECOND_MS, `${CLOCK}:{ss}`, DAY, null, DAY, null, null, null, 1],
];

const LOOKS = [
  { colour: "first", dash: [] },
  { colour: "second", dash: [6, 3] },
  { colour: "third", dash: [2, 3] },
] as const;

export type PlotShape = {
  /** For each line: whether it has a band from its lowest to its highest. */
  bands: readonly boolean[];
  /** The top of the scale; null: above the highest value. */
  top: number | null;
  format: (value: number) => string;
};

/** How uPlot draws a chart. `surroundings` and `palette` are asked at every drawing. */
export function plotOptions({
  shape: { bands, top, format },
  width,
  surroundings,
  palette,
}: {
  shape: PlotShape;
  width: number;
  surroundings: () => Surroundings;
  palette: () => Palette;
}): uPlot.Options {
  const pen = (plot: uPlot) => ({ plot, ctx: plot.ctx, palette: palette(), px: uPlot.pxRatio });
  const grid = { stroke: () => palette().grid, width: 1 };
  const axis: uPlot.Axis = {
    stroke: () => palette().text,
    font: palette().font,
    grid,
    ticks: { show: false },
    gap: GAP,
  };
  const { series, bandPairs } = toSeries(bands, palette);
  return {
    width,
    height: HEIGHT,
    ms: 1,
    legend: { show: false },
    padding: [6, 18, 0, 0],
    // Pointers of every kind are followed by follow-pointer.ts; this is only how they look.
    cursor: {
      y: false,
      drag: { x: false, y: false, setScale: false },
      points: { size: 7 },
      bind: {
        mousedown: () => null,
        mouseup: () => null,
        mousemove: () => null,
        mouseenter: () => null,
        mouseleave: () => null,
        click: () => null,
        dblclick: () => null,
      },
    },
    scales: {
      x: { min: surroundings().span.fromMs, max: surroundings().span.toMs },
      y: {
        range: (_, lowest, highest) => {
          const thresholds = surroundings().thresholds.map(({ value }) => value);
          return valueRange({ lowest, highest, top, thresholds });
        },
      },
    },
    axes: [
      { ...axis, size: TIMES_HEIGHT, space: 64, values: TIME_LABELS, grid: { show: false } },
      {
        ...axis,
        size: ({ ctx }, values) => widthOf(ctx, palette().font, values ?? []),
        space: 34,
        values: (_, ticks) => ticks.map((tick) => format(tick)),
      },
    ],
    series,
    bands: bandPairs,
    hooks: {
      drawClear: [(plot) => drawShades(pen(plot), surroundings())],
      draw: [(plot) => drawMarks(pen(plot), surroundings())],
    },
  };
}

/** The width of an axis with these values, in CSS pixels. */
function widthOf(ctx: CanvasRenderingContext2D, font: string, values: readonly string[]): number {
  ctx.save();
  ctx.font = font;
  const widest = Math.max(0, ...values.map((value) => ctx.measureText(value).width));
  ctx.restore();
  return Math.max(VALUES_WIDTH, Math.ceil(widest) + GAP + 2);
}

function toSeries(bands: readonly boolean[], palette: () => Palette) {
  const series: uPlot.Series[] = [{}];
  const bandPairs: uPlot.Band[] = [];
  const edge: uPlot.Series = { width: 0, points: { show: false } };
  for (const [index, hasBand] of bands.entries()) {
    if (hasBand) {
      series.push(edge, { ...edge });
      bandPairs.push({ series: [series.length - 1, series.length - 2], fill: () => palette().band });
    }
    const { colour, dash } = LOOKS[index % LOOKS.length] ?? LOOKS[0];
    const stroke = () => palette()[colour];
    series.push({
      width: 1.5,
      stroke,
      dash: [...dash],
      points: {
        size: 4,
        fill: stroke,
        show: false,
        filter: (plot, line) => lonely(plot.data[line] ?? []),
      },
    });
  }
  return { series, bandPairs };
}

/** The points without a neighbour, which no line shows. */
function lonely(values: ArrayLike<number | null | undefined>): number[] {
  return Array.from(values, (value, index) =>
    value != null && values[index - 1] == null && values[index + 1] == null ? index : -1,
  ).filter((index) => index !== -1);
}
