import { Server } from "lucide-react";
import { useState } from "react";
import { CommandDialog, CommandEmpty, CommandGroup, CommandItem } from "@/components/ui/command";
import { FoundMachines } from "./found-machines";

type ChooseMachineProps = { onClose: () => void; onChoose: (id: number | null) => void };

/** Chooses one machine by name, or all machines. */
export function ChooseMachine({ onClose, onChoose }: ChooseMachineProps) {
  const [query, setQuery] = useState("");
  return (
    <CommandDialog
      onClose={onClose}
      title="Choose a machine"
      placeholder="Name, hostname or tag"
      query={query}
      onQuery={setQuery}
    >
      <CommandEmpty>No machines match.</CommandEmpty>
      <CommandGroup>
        <CommandItem value="All machines" onSelect={() => onChoose(null)}>
          <Server aria-hidden />
          All machines
        </CommandItem>
      </CommandGroup>
      <FoundMachines isEager query={query} onChoose={onChoose} />
    </CommandDialog>
  );
}
