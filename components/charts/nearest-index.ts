/** The index of the value nearest to this one in an ascending list; -1 in an empty list. */
export function nearestIndex(values: readonly number[], wanted: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [values[low - 1], values[low]];
  if (after === undefined) return values.length - 1;
  return before !== undefined && wanted - before < after - wanted ? low - 1 : low;
}
