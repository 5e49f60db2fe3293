"use client";

import { LogOut, UserRound } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { signOut } from "@/components/auth/sign-out";
import { CreateTeamForm } from "@/components/team/create-team-form";
import { useTeamChange } from "@/components/team/team-change";
import { TeamSwitcher } from "@/components/team/team-switcher";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
} from "@/components/ui/dropdown-menu";
import type { Role } from "@/lib/teams/roles";
import type { OwnTeamView } from "@/lib/teams/schema";

export type Person = {
  name: string;
  email: string;
  role: Role;
  teams: OwnTeamView[];
  canMakeTeams: boolean;
};

type UserMenuProps = { person: Person; side: "top" | "bottom" };

export function UserMenu({ person, side }: UserMenuProps) {
  const [isCreating, setIsCreating] = useState(false);
  useTeamChange();
  const team = person.teams.find(({ current }) => current)?.name ?? "";
  const initial = (person.name || person.email).slice(0, 1).toUpperCase();

  return (
    <>
      <DropdownMenu
        side={side}
        align={side === "top" ? "start" : "end"}
        trigger={
          <Button
            variant="ghost"
            className={side === "top" ? "h-11 min-w-0 flex-1 justify-start gap-2 px-1.5" : "px-1.5"}
            aria-label={`Account of ${person.name}`}
          >
            <span
              aria-hidden
              className="grid size-6 shrink-0 place-items-center rounded-full bg-primary text-xs font-semibold text-primary-foreground"
            >
              {initial}
            </span>
            {side === "top" && (
              <span className="grid min-w-0 text-left leading-tight">
                <span className="truncate text-foreground">{person.name}</span>
                <span className="truncate text-xs font-normal">{team}</span>
              </span>
            )}
          </Button>
        }
      >
        <DropdownMenuLabel>
          <span className="block font-medium text-foreground">{person.name}</span>
          <span className="block">{person.email}</span>
          <span className="mt-0.5 block max-w-64 truncate">
            {person.role} of {team}
          </span>
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        <TeamSwitcher
          teams={person.teams}
          onCreate={person.canMakeTeams ? () => setIsCreating(true) : null}
        />
        <DropdownMenuItem asChild>
          <Link href="/settings/profile">
            <UserRound aria-hidden />
            Profile
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void signOut()}>
          <LogOut aria-hidden />
          Sign out
        </DropdownMenuItem>
      </DropdownMenu>
      <Dialog open={isCreating} onOpenChange={setIsCreating} title="Create a team">
        <CreateTeamForm onCancel={() => setIsCreating(false)} />
      </Dialog>
    </>
  );
}
