"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { Button } from "@/components/ui/button";
import { useIsHydrated } from "@/components/ui/clock";

const NEXT = { system: "light", light: "dark", dark: "system" } as const;
const ICONS = { system: Monitor, light: Sun, dark: Moon };

/** Goes round system, light, dark. */
export function ThemeToggle() {
  const { theme, setTheme } = useTheme();
  // The server does not know the choice; until then the button is drawn as "system".
  const isHydrated = useIsHydrated();
  const current = isHydrated && (theme === "light" || theme === "dark") ? theme : "system";
  const Icon = ICONS[current];
  const label = `Theme: ${current}. Change to ${NEXT[current]}`;
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
