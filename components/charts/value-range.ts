/** A threshold this many times as high as anything measured would flatten the line, so the scale leaves it out. */
const FAR = 4;
/** Room above the highest value. */
const HEADROOM = 1.1;

/**
 * The lowest and highest value of a chart's scale: from 0, or from below the lowest value if that is negative, up to
 * `top`, or above all values and the thresholds that are near.
 */
export function valueRange({
  lowest,
  highest,
  top,
  thresholds,
}: {
  /** Of what was measured; null: nothing was. */
  lowest: number | null;
  highest: number | null;
  top: number | null;
  thresholds: readonly number[];
}): [min: number, max: number] {
  const most = Math.max(0, highest ?? 0);
  const near = thresholds.filter((value) => value <= most * FAR);
  const max = Math.max(most, ...near) * HEADROOM;
  const min = Math.min(0, (lowest ?? 0) * HEADROOM);
  return [min, Math.max(top ?? 0, top !== null && most <= top ? top : max) || 1];
}
