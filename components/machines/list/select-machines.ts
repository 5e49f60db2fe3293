export type Selection = ReadonlySet<number>;

type Toggle = {
  selection: Selection;
  /** The ids in the order of the page. */
  order: readonly number[];
  id: number;
  /** The last toggled machine; with Shift, all machines from there to `id` change together. */
  anchor: number | null;
  isRange: boolean;
};

/** The selection after one machine, or with Shift a range of machines, was toggled. */
export function toggleMachines({ selection, order, id, anchor, isRange }: Toggle): Selection {
  const next = new Set(selection);
  const isAdding = !selection.has(id);
  for (const each of isRange && anchor !== null ? rangeOf({ order, from: anchor, to: id }) : [id]) {
    if (isAdding) next.add(each);
    else next.delete(each);
  }
  return next;
}

function rangeOf({
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
