"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useAddressChoice } from "@/components/layout/use-address-choice";
import { Button } from "@/components/ui/button";
import { lazyPart, useLazyPart } from "@/components/ui/use-lazy-part";

// Brings the palette's code along, which few visits need.
const dialog = lazyPart(async () => (await import("./choose-machine")).ChooseMachine);

/** A machine that a list can be narrowed to; it lives in the address as `machine_id`. */
export type ChosenMachine = { id: number; name: string };

/** Narrows a list to one machine. The hub is asked for it by name: a menu could not hold a large fleet. */
export function MachineFilter({ chosen }: { chosen: ChosenMachine | null }) {
  const { choose } = useAddressChoice();
  const [isOpen, setIsOpen] = useState(false);
  const ChooseMachine = useLazyPart({ part: dialog, isWanted: isOpen, onMissing: () => setIsOpen(false) });

  function narrow(id: number | null) {
    setIsOpen(false);
    // An incident belongs to one machine.
    choose({ machine_id: id === null ? "" : String(id), incident_id: "" });
  }

  return (
    <>
      <Button
        aria-haspopup="dialog"
        aria-label={`Machine: ${chosen?.name ?? "all"}`}
        // It stands among selects, and looks like them.
        className="w-full justify-between border-input pr-2.5 pl-3 text-base font-normal sm:w-44 sm:text-sm"
        onClick={() => setIsOpen(true)}
      >
        <span className="truncate">{chosen?.name ?? "All machines"}</span>
        <ChevronDown className="text-muted-foreground" aria-hidden />
      </Button>
      {ChooseMachine !== null && <ChooseMachine onClose={() => setIsOpen(false)} onChoose={narrow} />}
    </>
  );
}
