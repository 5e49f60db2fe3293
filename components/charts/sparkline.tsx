const WIDTH = 100;
const HEIGHT = 24;
/** Room for half of the line's width. */
const EDGE = 1;

type SparklineProps = {
  /** At even intervals, oldest first; null: not measured. */
  values: readonly (number | null)[];
  /** What the top of the line stands for. */
  max: number;
  /** What it shows, in words. */
  label: string;
};

/** A tiny line without axes: how something has been. A gap in the values is a gap in the line. */
export function Sparkline({ values, max, label }: SparklineProps) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-6 w-full text-primary dark:text-link"
    >
      <title>{label}</title>
      <path
        d={linePath({ values, max })}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

/** The path of the line in a box of 100 by 24; a value that stands alone is a dot. */
export function linePath({ values, max }: Pick<SparklineProps, "values" | "max">): string {
  const stepX = WIDTH / Math.max(1, values.length - 1);
  const round = (value: number) => Math.round(value * 10) / 10;
  let path = "";
  let isDrawing = false;
  values.forEach((value, index) => {
    if (value === null) {
      isDrawing = false;
      return;
    }
    const share = Math.min(1, Math.max(0, value / max));
    const at = `${round(index * stepX)} ${round(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE))}`;
    const isAlone = !isDrawing && (values[index + 1] ?? null) === null;
    path += `${isDrawing ? "L" : "M"}${at}${isAlone ? "h0" : ""}`;
    isDrawing = true;
  });
  return path;
}
