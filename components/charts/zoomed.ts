import type { Span } from "./types";

/** The shortest span that a chart is zoomed to: less than that shows no more. */
const MIN_MS = 10_000;
const MAX_MS = 366 * 86_400_000;

/**
 * The span that is `factor` times as long, around an instant that stays where it is on the screen. It ends at `nowMs` at
 * the latest; a shorter or longer one than charts can show gets that length.
 */
export function zoomed({
  span: { fromMs, toMs },
  aroundMs,
  factor,
  nowMs,
}: {
  span: Span;
  aroundMs: number;
  factor: number;
  nowMs: number;
}): Span {
  const length = Math.min(Math.max((toMs - fromMs) * factor, MIN_MS), MAX_MS);
  const share = (aroundMs - fromMs) / (toMs - fromMs);
  const end = Math.min(aroundMs + (1 - share) * length, Math.max(nowMs, toMs));
  return { fromMs: Math.floor(end - length), toMs: Math.ceil(end) };
}
