"use client";

import { LogOut, UserRound } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { signOut } from "@/components/people/auth/sign-out";
import { CreateTeamForm } from "@/components/people/team/create-team-form";
import { TeamSwitcher } from "@/components/people/team/team-switcher";
import { Dialog } from "@/components/ui/dialog";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
} from "@/components/ui/dropdown-menu";
import { AccountButton } from "./account-button";
import { type Person, teamOf } from "./person";

type AccountMenuProps = { person: Person; side: "top" | "bottom" };

/** The account menu, open when it first appears. */
export function AccountMenu({ person, side }: AccountMenuProps) {
  const [isCreating, setIsCreating] = useState(false);
  return (
    <>
      <DropdownMenu
        defaultOpen
        side={side}
        align={side === "top" ? "start" : "end"}
        trigger={<AccountButton person={person} side={side} />}
      >
        <DropdownMenuLabel>
          <span className="block font-medium text-foreground">{person.name}</span>
          <span className="block">{person.email}</span>
          <span className="mt-0.5 block max-w-64 truncate">
            {person.role} of {teamOf(person)}
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
