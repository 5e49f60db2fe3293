"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useAddressChoice } from "@/components/layout/use-address-choice";
import { Button } from "@/components/ui/button";
import { lazyPart, useLazyPart } from "@/components/ui/use-lazy-part";

// Loads the palette's code, which few visits need.
const dialog = lazyPart(async () => (await import("./choose-machine")).ChooseMachine);

/** The machine that a list is filtered by; kept in the address as `machine_id`. */
export type ChosenMachine = { id: number; name: string };

/** Filters a list by one machine, found by name on the hub: a menu could not hold a large fleet. */
export function MachineFilter({ chosen }: { chosen: ChosenMachine | null }) {
  const { choose } = useAddressChoice();
  const [isOpen, setIsOpen] = useState(false);
  const ChooseMachine = useLazyPart({ part: dialog, isWanted: isOpen, onMissing: () => setIsOpen(false) });

  function filterBy(id: number | null) {
    setIsOpen(false);
    // An incident belongs to one machine.
    choose({ machine_id: id === null ? "" : String(id), incident_id: "" });
  }

  return (
    <>
      <Button
        aria-haspopup="dialog"
        aria-label={`Machine: ${chosen?.name ?? "all"}`}
        // Looks like the selects beside it.
        className="w-full justify-between border-input pr-2.5 pl-3 text-base font-normal sm:w-44 sm:text-sm"
        onClick={() => setIsOpen(true)}
      >
        <span className="truncate">{chosen?.name ?? "All machines"}</span>
        <ChevronDown className="text-muted-foreground" aria-hidden />
      </Button>
      {ChooseMachine !== null && <ChooseMachine onClose={() => setIsOpen(false)} onChoose={filterBy} />}
    </>
  );
}
