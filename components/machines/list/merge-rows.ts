import type { MachineRow, MachineRowsView } from "@/lib/machines/row-schema";

/** A machine as the list holds it. */
export type ListedMachine = MachineRow & { late: boolean };

/** What a page knows of all machines, and what to ask for to stay up to date. Null: it does not know all yet. */
export type KnownRows = { machines: ListedMachine[]; since: string | null };

/** The first machines of a team, or all of them. */
export function firstRows(answer: MachineRowsView): KnownRows {
  return {
    machines: withLate(answer.data, answer.late),
    since: answer.data.length < answer.count ? null : answer.next_since,
  };
}

/**
 * What is known once an answer with the changes since then has arrived. `since` is null when something was deleted
 * meanwhile: then all must be asked for again. Machines that did not change stay the same objects.
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
