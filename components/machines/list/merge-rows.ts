import type { MachineRow, MachineRowsView } from "@/lib/machines/row-schema";

/** A machine of the list. */
export type ListedMachine = MachineRow & State;

/** What changes without a change of its row. */
type State = {
  late: boolean;
  flapping: boolean;
  alerts: number;
  worst_alert: Alerting["worst_alert"] | null;
};
type Alerting = MachineRowsView["alerting"][number];

/** The machines that a page knows, and what to ask for next to stay up to date. Null: not all machines are known. */
export type KnownRows = { machines: ListedMachine[]; since: string | null };

/** The first machines of a team, or all of them. */
export function firstRows(answer: MachineRowsView): KnownRows {
  return {
    machines: withState(answer.data, answer),
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
    machines: withState([...byId.values()], answer),
    since: byId.size > answer.count ? null : answer.next_since,
  };
}

function withState(
  rows: readonly (MachineRow | ListedMachine)[],
  answer: Pick<MachineRowsView, "late" | "flapping" | "alerting">,
): ListedMachine[] {
  const late = new Set(answer.late);
  const flapping = new Set(answer.flapping);
  const alerting = new Map(answer.alerting.map((each) => [each.id, each]));
  return rows.map((row) => {
    const { alerts = 0, worst_alert = null } = alerting.get(row.id) ?? {};
    const state: State = { late: late.has(row.id), flapping: flapping.has(row.id), alerts, worst_alert };
    return "late" in row && isSame(row, state) ? row : { ...row, ...state };
  });
}

const isSame = (one: State, other: State) =>
  one.late === other.late &&
  one.flapping === other.flapping &&
  one.alerts === other.alerts &&
  one.worst_alert === other.worst_alert;
