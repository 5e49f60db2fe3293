import { useDeferredValue } from "react";
import useSWR from "swr";
import { leaveOn } from "@/components/layout/leave-if-signed-out";
import { CommandGroup, CommandItem } from "@/components/ui/command";
import type { Page } from "@/lib/base/paging";
import { api } from "@/lib/http/api-client";
import type { MachineView } from "@/lib/machines/schema";
import { displayStatus } from "../display-status";
import { STATUS_LOOKS, StatusIcon } from "../machine-status";
import { rankFound } from "./rank-found";

const SHOWN = 8;
/** How many machines to request, oldest first: enough that the wanted one is hardly ever missing. */
const ASKED = 100;

type FoundMachinesProps = {
  query: string;
  onChoose: (id: number) => void;
  /** Whether to list the first machines before anything is typed. */
  isEager?: boolean;
};

/** The machines that a query finds by name, hostname or tag. The hub searches; the browser never holds all machines. */
export function FoundMachines({ query, onChoose, isEager = false }: FoundMachinesProps) {
  const wanted = useDeferredValue(query.trim());
  const isAsked = isEager || wanted !== "";
  const { data, error } = useSWR<Page<MachineView>, Error>(
    isAsked ? `/api/v1/machines?limit=${ASKED}&q=${encodeURIComponent(wanted)}` : null,
    api.get,
    { keepPreviousData: true, onError: leaveOn },
  );
  if (!isAsked) return null;
  if (error !== undefined) {
    return (
      <p role="alert" className="px-2.5 py-2 text-muted-foreground">
        {error.message}
      </p>
    );
  }
  // While the hub is searching, the results for the previous text stay on offer.
  const machines = rankFound({ machines: data?.data ?? [], query }).slice(0, SHOWN);
  if (machines.length === 0) return null;
  return (
    <CommandGroup heading="Machines">
      {machines.map((machine) => (
        <CommandItem
          // cmdk reads keywords once, when an item appears.
          key={`${machine.id} ${query}`}
          value={`machine ${machine.id}`}
          // The hub also matches hostname and tags.
          keywords={[query]}
          onSelect={() => onChoose(machine.id)}
        >
          <StatusIcon status={displayStatus(machine)} />
          <span className="truncate">{machine.name}</span>
          <span className="ml-auto shrink-0 text-muted-foreground lowercase">
            {STATUS_LOOKS[displayStatus(machine)].word}
          </span>
        </CommandItem>
      ))}
    </CommandGroup>
  );
}
