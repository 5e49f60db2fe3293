export type Stretch = { fromMs: number; toMs: number };

/**
 * Heard time at any instant, counted from an unknown beginning: as far apart as instants are, less what lies between them
 * in which the hub heard nobody. Instants must be asked for in order.
 */
export function heardTimeline(blind: readonly Stretch[]): (atMs: number) => number {
  const sorted = [...blind].sort((one, other) => one.fromMs - other.fromMs);
  let next = 0;
  let deafMs = 0;
  return (atMs) => {
    for (let stretch = sorted[next]; stretch !== undefined && stretch.toMs <= atMs; stretch = sorted[++next])
      deafMs += stretch.toMs - stretch.fromMs;
    const within = sorted[next];
    const inPart = within === undefined ? 0 : Math.max(0, atMs - within.fromMs);
    return atMs - deafMs - inPart;
  };
}
