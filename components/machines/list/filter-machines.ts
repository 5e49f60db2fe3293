import { type DisplayStatus, hasStatus } from "@/components/parts/display-status";
import { searchable } from "@/lib/base/searchable";
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
  const wanted = searchable(query.trim());
  return machines.filter(
    (machine) =>
      (status === null || hasStatus({ machine, status })) &&
      tags.every((tag) => machine.tags.includes(tag.normalize("NFC"))) &&
      (wanted === "" || textOf(machine).includes(wanted)),
  );
}

function textOf(machine: ListedMachine): string {
  return searchable([machine.name, machine.hostname, ...machine.tags].join("\n"));
}
