"use client";

import { functionalUpdate, type ReactTable, type Row, useTable } from "@tanstack/react-table";
import { columns, features } from "./machine-columns";
import type { ListedMachine } from "./merge-rows";

export type MachineTableItem = Row<typeof features, ListedMachine>;
export type MachineTableModel = ReactTable<typeof features, ListedMachine>;

type MachineTableRequest = {
  machines: ListedMachine[];
  /** "name", or "-name" for descending. */
  sort: string;
  onSort: (sort: string) => void;
};

/** The columns of the list and its machines in the requested order; equal machines keep their order. */
export function useMachineTable({ machines, sort, onSort }: MachineTableRequest): MachineTableModel {
  const id = sort.replace(/^-/, "");
  const isKnown = columns.some((column) => column.id === id);
  const sorting = [isKnown ? { id, desc: sort.startsWith("-") } : { id: "status", desc: false }];
  return useTable({
    features,
    columns,
    data: machines,
    getRowId: (machine) => String(machine.id),
    state: { sorting },
    enableSortingRemoval: false,
    enableMultiSort: false,
    onSortingChange: (change) => {
      const [first] = functionalUpdate(change, sorting);
      if (first !== undefined) onSort(`${first.desc ? "-" : ""}${first.id}`);
    },
  });
}
