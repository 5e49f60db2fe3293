"use client";

import { LogOut } from "lucide-react";
import { signOut } from "next-auth/react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
} from "@/components/ui/dropdown-menu";
import type { Role } from "@/lib/teams/roles";

export type Person = {
  name: string;
  email: string;
  role: Role;
  team: string;
};

type UserMenuProps = { person: Person; side: "top" | "bottom" };

export function UserMenu({ person, side }: UserMenuProps) {
  const initial = (person.name || person.email).slice(0, 1).toUpperCase();
  return (
    <DropdownMenu
      side={side}
      align={side === "top" ? "start" : "end"}
      trigger={
        <Button
          variant="ghost"
          className="min-w-0 justify-start px-1.5"
          aria-label={`Account of ${person.name}`}
        >
          <span
            aria-hidden
            className="grid size-6 shrink-0 place-items-center rounded-full bg-primary text-xs font-semibold text-primary-foreground"
          >
            {initial}
          </span>
          {side === "top" && <span className="truncate">{person.name}</span>}
        </Button>
      }
    >
      <DropdownMenuLabel>
        <span className="block font-medium text-foreground">{person.name}</span>
        <span className="block">{person.email}</span>
        <span className="mt-0.5 block">
          {person.role} of {person.team}
        </span>
      </DropdownMenuLabel>
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={() => void leave()}>
        <LogOut aria-hidden />
        Sign out
      </DropdownMenuItem>
    </DropdownMenu>
  );
}

async function leave() {
  // Not next-auth's own redirect: it goes to the address that the server believes to have.
  await signOut({ redirect: false });
  window.location.assign("/sign-in");
}
