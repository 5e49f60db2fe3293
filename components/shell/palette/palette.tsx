"use client";

import { ArrowRight, Keyboard, LogOut, Moon, Plus, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { useState } from "react";
import { FoundMachines } from "@/components/parts/find/found-machines";
import { signOut } from "@/components/people/auth/sign-out";
import { CommandDialog, CommandEmpty, CommandGroup, CommandItem } from "@/components/ui/command";
import { Kbd } from "@/components/ui/kbd";
import { PLACES } from "./places";

type PaletteProps = {
  /** What was typed before the palette had loaded. */
  typedAhead: string;
  canAddMachine: boolean;
  onClose: () => void;
  onHelp: () => void;
};

/** Finds pages, machines and actions by name. */
export function Palette({ typedAhead, canAddMachine, onClose, onHelp }: PaletteProps) {
  const router = useRouter();
  const { resolvedTheme, setTheme } = useTheme();
  const [query, setQuery] = useState(typedAhead);
  const isDark = resolvedTheme === "dark";
  const ThemeIcon = isDark ? Sun : Moon;

  function go(href: string) {
    onClose();
    router.push(href);
  }

  function toggleTheme() {
    setTheme(isDark ? "light" : "dark");
    onClose();
  }

  return (
    <CommandDialog
      onClose={onClose}
      title="Search machines, pages and actions"
      placeholder="Machine, page or action"
      query={query}
      onQuery={setQuery}
    >
      <CommandEmpty>No results</CommandEmpty>
      <FoundMachines query={query} onChoose={(id) => go(`/machines/${id}`)} />
      <CommandGroup heading="Pages">
        {PLACES.map(({ href, label, key }) => (
          <CommandItem key={href} value={label} onSelect={() => go(href)}>
            <ArrowRight aria-hidden />
            {label}
            {key !== undefined && (
              <span aria-hidden className="ml-auto flex gap-1">
                <Kbd>g</Kbd>
                <Kbd>{key}</Kbd>
              </span>
            )}
          </CommandItem>
        ))}
      </CommandGroup>
      <CommandGroup heading="Actions">
        {canAddMachine && (
          <CommandItem onSelect={() => go("/machines/new")}>
            <Plus aria-hidden />
            Add machine
          </CommandItem>
        )}
        <CommandItem onSelect={toggleTheme}>
          <ThemeIcon aria-hidden />
          {isDark ? "Light theme" : "Dark theme"}
        </CommandItem>
        <CommandItem onSelect={onHelp}>
          <Keyboard aria-hidden />
          Keyboard shortcuts
        </CommandItem>
        <CommandItem onSelect={() => void signOut()}>
          <LogOut aria-hidden />
          Sign out
        </CommandItem>
      </CommandGroup>
    </CommandDialog>
  );
}
