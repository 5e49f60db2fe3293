export type Selection = ReadonlySet<number>;

type Toggle = {
  selection: Selection;
  /** The ids in the order in which they stand on the page. */
  order: readonly number[];
  id: number;
  /** Where the last toggle was; with Shift all from there to here become what `id` becomes. */
  anchor: number | null;
  isRange: boolean;
};

/** The selection after one machine, or with Shift a stretch of them, was toggled. */
export function toggleMachines({ selection, order, id, anchor, isRange }: Toggle): Selection {
  const next = new Set(selection);
  const isAdding = !selection.has(id);
  for (const each of isRange && anchor !== null ? stretch({ order, from: anchor, to: id }) : [id]) {
    if (isAdding) next.add(each);
    else next.delete(each);
  }
  return next;
}

function stretch({
  order,
  from,
  to,
}: {
  order: readonly number[];
  from: number;
  to: number;
}): readonly number[] {
  const ends = [order.indexOf(from), order.indexOf(to)].sort((one, other) => one - other);
  const [start = -1, end = -1] = ends;
  return start === -1 ? [to] : order.slice(start, end + 1);
}
