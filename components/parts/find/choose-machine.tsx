import { Server } from "lucide-react";
import { useState } from "react";
import { CommandDialog, CommandEmpty, CommandGroup, CommandItem } from "@/components/ui/command";
import { FoundMachines } from "./found-machines";

type ChooseMachineProps = { onClose: () => void; onChoose: (id: number | null) => void };

/** One machine by its name, or all of them. */
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
      <CommandEmpty>No machine has this name.</CommandEmpty>
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
