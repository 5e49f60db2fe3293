"use client";

import { SlidersHorizontal } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuChoice,
  DropdownMenuChoices,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuToggle,
} from "@/components/ui/dropdown-menu";
import { DENSITIES, type Density } from "@/lib/people/preferences/constants";
import type { Preferences } from "@/lib/people/preferences/schema";
import { BY_RANK, COLUMNS, toggleColumn, wantedColumns } from "./fit-columns";

type MachineListView = Preferences["machine_list"];

const DENSITY_WORDS: Record<Density, string> = { comfortable: "Comfortable", compact: "Compact" };

type ViewMenuProps = { view: MachineListView; onChange: (change: Partial<MachineListView>) => void };

/** Chooses the columns of the table and how close its rows are. */
export function ViewMenu({ view: { columns, density }, onChange }: ViewMenuProps) {
  return (
    <DropdownMenu
      trigger={
        <Button>
          <SlidersHorizontal aria-hidden />
          View
        </Button>
      }
    >
      <DropdownMenuLabel>Columns: as many as fit, from the top</DropdownMenuLabel>
      {BY_RANK.map((column) => (
        <DropdownMenuToggle
          key={column}
          isOn={wantedColumns(columns).includes(column)}
          onToggle={() => onChange({ columns: toggleColumn({ chosen: columns, column }) })}
        >
          {COLUMNS[column].label}
        </DropdownMenuToggle>
      ))}
      {columns !== null && (
        <DropdownMenuItem
          onSelect={(event) => {
            event.preventDefault();
            onChange({ columns: null });
          }}
          className="text-link"
        >
          Show the usual ones
        </DropdownMenuItem>
      )}
      <DropdownMenuSeparator />
      <DropdownMenuChoices label="Rows" value={density} onChoose={(density) => onChange({ density })}>
        {DENSITIES.map((each) => (
          <DropdownMenuChoice key={each} value={each}>
            {DENSITY_WORDS[each]}
          </DropdownMenuChoice>
        ))}
      </DropdownMenuChoices>
    </DropdownMenu>
  );
}
