"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import type { ListedMachine } from "./merge-rows";
import { type Selection, toggleMachines } from "./select-machines";

const NOTHING: Selection = new Set();

/** Which machines are selected. `shown`: the machines on the page, in order; a deleted machine is no longer selected. */
export function useSelection({
  machines,
  shown,
}: {
  machines: readonly ListedMachine[];
  shown: readonly ListedMachine[];
}) {
  const [chosen, setChosen] = useState(NOTHING);
  const anchor = useRef<number | null>(null);
  const selected = useMemo(() => machines.filter(({ id }) => chosen.has(id)), [machines, chosen]);
  const order = useRef<number[]>([]);
  order.current = shown.map(({ id }) => id);

  const toggle = useCallback((id: number, { isRange }: { isRange: boolean }) => {
    const from = anchor.current;
    setChosen((selection) => toggleMachines({ selection, order: order.current, id, anchor: from, isRange }));
    anchor.current = id;
  }, []);

  return {
    selected,
    isSelected: (id: number) => chosen.has(id),
    isAllShown: shown.length > 0 && shown.every(({ id }) => chosen.has(id)),
    toggle,
    selectShown: () => setChosen(new Set([...chosen, ...shown.map(({ id }) => id)])),
    clear: useCallback(() => setChosen(NOTHING), []),
  };
}

export type MachineSelection = ReturnType<typeof useSelection>;
