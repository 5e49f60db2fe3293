"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { FoundMachines } from "@/components/parts/find/found-machines";
import { MachineName } from "@/components/parts/machine-name";
import { Button } from "@/components/ui/button";
import { CommandDialog, CommandEmpty } from "@/components/ui/command";
import { Field } from "@/components/ui/field";

type MachinesFieldProps = {
  machines: number[];
  error: string | undefined;
  onChange: (machines: number[]) => void;
};

/** Some machines, each found by name on the hub. */
export function MachinesField({ machines, error, onChange }: MachinesFieldProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [query, setQuery] = useState("");

  function add(id: number) {
    setIsOpen(false);
    setQuery("");
    onChange([...new Set([...machines, id])]);
  }

  return (
    <Field label="Machines" error={error}>
      {(control) => (
        <div className="flex flex-wrap items-center gap-1.5">
          {machines.map((id) => (
            <span
              key={id}
              className="flex min-w-0 items-center gap-1 rounded border bg-muted py-px pr-0.5 pl-1.5 text-[0.8125rem]"
            >
              <span className="truncate">
                <MachineName id={id} />
              </span>
              <button
                type="button"
                aria-label={`Remove machine ${id}`}
                onClick={() => onChange(machines.filter((each) => each !== id))}
                className="rounded p-0.5 text-muted-foreground hover:text-foreground"
              >
                <X className="size-3" aria-hidden />
              </button>
              <input type="hidden" name="scope" value={id} />
            </span>
          ))}
          <Button
            {...control}
            size="sm"
            aria-haspopup="dialog"
            aria-label="Choose a machine"
            onClick={() => setIsOpen(true)}
          >
            <Plus aria-hidden />
            Choose a machine
          </Button>
          {isOpen && (
            <CommandDialog
              onClose={() => setIsOpen(false)}
              title="Choose a machine"
              placeholder="Name, hostname or tag"
              query={query}
              onQuery={setQuery}
            >
              <CommandEmpty>No machines match.</CommandEmpty>
              <FoundMachines isEager query={query} onChoose={add} />
            </CommandDialog>
          )}
        </div>
      )}
    </Field>
  );
}
