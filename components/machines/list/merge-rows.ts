import type { MachineRow, MachineRowsView } from "@/lib/machines/row-schema";

/** A machine of the list. */
export type ListedMachine = MachineRow & { late: boolean };

/** The machines that a page knows, and what to ask for next to stay up to date. Null: not all machines are known. */
export type KnownRows = { machines: ListedMachine[]; since: string | null };

/** The first machines of a team, or all of them. */
export function firstRows(answer: MachineRowsView): KnownRows {
  return {
    machines: withLate(answer.data, answer.late),
    since: answer.data.length < answer.count ? null : answer.next_since,
  };
}

/**
 * The known machines after an answer with the latest changes. `since` is null when a machine was deleted meanwhile: all
 * machines must then be fetched again. Unchanged machines stay the same objects.
 */
export function mergeRows(known: KnownRows, answer: MachineRowsView): KnownRows {
  const byId = new Map<number, MachineRow | ListedMachine>(
    known.machines.map((machine) => [machine.id, machine]),
  );
  for (const row of answer.data) byId.set(row.id, row);
  return {
    machines: withLate([...byId.values()], answer.late),
    since: byId.size > answer.count ? null : answer.next_since,
  };
}

function withLate(
  rows: readonly (MachineRow | ListedMachine)[],
  lateIds: readonly number[],
): ListedMachine[] {
  const late = new Set(lateIds);
  return rows.map((row) => {
    const isLate = late.has(row.id);
    return "late" in row && row.late === isLate ? row : { ...row, late: isLate };
  });
}
