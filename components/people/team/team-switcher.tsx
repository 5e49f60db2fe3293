"use client";

import { Check, Plus } from "lucide-react";
import { toast } from "sonner";
import { DropdownMenuItem, DropdownMenuLabel, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { api } from "@/lib/http/api-client";
import type { OwnTeamView } from "@/lib/people/teams/schema";
import { goToTeam } from "./team-change";

type TeamSwitcherProps = {
  teams: OwnTeamView[];
  /** Null: this person may not create teams. */
  onCreate: (() => void) | null;
};

/** The teams in the account menu; renders nothing when there is no choice. */
export function TeamSwitcher({ teams, onCreate }: TeamSwitcherProps) {
  if (teams.length < 2 && onCreate === null) return null;
  return (
    <>
      <DropdownMenuLabel>Teams</DropdownMenuLabel>
      {teams.map((team) => (
        <DropdownMenuItem
          key={team.id}
          onSelect={() => void switchTo(team)}
          aria-current={team.current ? "true" : undefined}
        >
          <Check aria-hidden className={team.current ? "" : "invisible"} />
          <span className="max-w-52 truncate">{team.name}</span>
          <span className="ml-auto pl-3 text-[0.8125rem] text-muted-foreground">{team.role}</span>
        </DropdownMenuItem>
      ))}
      {onCreate !== null && (
        <DropdownMenuItem onSelect={onCreate}>
          <Plus aria-hidden />
          Create a team…
        </DropdownMenuItem>
      )}
      <DropdownMenuSeparator />
    </>
  );
}

async function switchTo({ id, name, current }: OwnTeamView): Promise<void> {
  if (current) return;
  try {
    await api.post(`/api/v1/teams/${id}/switch`);
    goToTeam();
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    toast.error(`Could not switch to ${name}. ${why}`);
  }
}
