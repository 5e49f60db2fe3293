import { type MachineView, PROBLEM_KINDS } from "@/lib/machines/schema";
import type { OverviewView } from "./schema";

/** The worst problem of each of these machines, the worst first. */
export function listProblems(machines: readonly MachineView[]): OverviewView["problems"] {
  return machines
    .flatMap(({ id, name, problems: [worst] }) =>
      worst === undefined ? [] : [{ machine_id: id, machine_name: name, ...worst }],
    )
    .sort((one, other) => PROBLEM_KINDS.indexOf(one.kind) - PROBLEM_KINDS.indexOf(other.kind));
}
