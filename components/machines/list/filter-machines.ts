import { type DisplayStatus, hasStatus } from "@/components/parts/display-status";
import type { ListedMachine } from "./merge-rows";

export type MachineFilter = { status: DisplayStatus | null; tags: string[]; query: string };

const byName = new Intl.Collator("en", { numeric: true });

/** Sorts machines by name, with numbers in order: web-2 before web-10. */
export function sortByName(machines: readonly ListedMachine[]): ListedMachine[] {
  return [...machines].sort((one, other) => byName.compare(one.name, other.name));
}

/** The machines that match the status, every tag and the text, in the given order. */
export function filterMachines({
  machines,
  filter: { status, tags, query },
}: {
  machines: readonly ListedMachine[];
  filter: MachineFilter;
}): ListedMachine[] {
  const wanted = query.trim().toLowerCase();
  return machines.filter(
    (machine) =>
      (status === null || hasStatus({ machine, status })) &&
      tags.every((tag) => machine.tags.includes(tag)) &&
      (wanted === "" || textOf(machine).includes(wanted)),
  );
}

function textOf(machine: ListedMachine): string {
  return [machine.name, machine.hostname, ...machine.tags].join("\n").toLowerCase();
}
