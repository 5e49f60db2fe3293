"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { Button } from "@/components/ui/button";
import { useIsHydrated } from "@/components/ui/clock";

const NEXT = { system: "light", light: "dark", dark: "system" } as const;
const ICONS = { system: Monitor, light: Sun, dark: Moon };

/** Cycles through system, light and dark. */
export function ThemeToggle() {
  const { theme, setTheme } = useTheme();
  // The server does not know the choice; until hydration the button shows "system".
  const isHydrated = useIsHydrated();
  const current = isHydrated && (theme === "light" || theme === "dark") ? theme : "system";
  const Icon = ICONS[current];
  const label = `Theme: ${current}. Switch to ${NEXT[current]}`;
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={label}
      title={label}
      onClick={() => setTheme(NEXT[current])}
    >
      <Icon aria-hidden />
    </Button>
  );
}
