/** New rows fill free pages first: this share of the file stays free for them. */
const KEPT_SHARE = 0.05;
const MIN_KEPT_PAGES = 256;

/** How many of a file's free pages are given back. */
export function surplusOf({ pages, free }: { pages: number; free: number }): number {
  return Math.max(0, free - Math.max(MIN_KEPT_PAGES, Math.ceil(pages * KEPT_SHARE)));
}
