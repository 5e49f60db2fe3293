"use client";

import { useTheme } from "next-themes";
import type { CSSProperties } from "react";
import { Toaster as Sonner } from "sonner";

const style = {
  // Given to each toast alone, it would inherit the list's, which is sonner's own.
  fontFamily: "inherit",
  "--normal-bg": "var(--card)",
  "--normal-text": "var(--foreground)",
  "--normal-border": "var(--border)",
  "--border-radius": "0.5rem",
} as CSSProperties;

export function Toaster() {
  const { theme } = useTheme();
  return (
    <Sonner
      theme={theme === "dark" || theme === "light" ? theme : "system"}
      position="bottom-right"
      // Above the navigation bar on a phone.
      mobileOffset={{ bottom: "calc(4.5rem + env(safe-area-inset-bottom))" }}
      style={style}
    />
  );
}
