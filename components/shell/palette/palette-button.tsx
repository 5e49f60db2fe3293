"use client";

import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { ModKey } from "@/components/ui/mod-key";
import { useOpenPalette } from "./shortcuts";

/** Opens the palette for people who do not know its shortcut. */
export function PaletteButton({ shape }: { shape: "field" | "icon" }) {
  const openPalette = useOpenPalette();
  if (shape === "icon") {
    return (
      <Button variant="ghost" size="icon" aria-label="Search" onClick={openPalette}>
        <Search aria-hidden />
      </Button>
    );
  }
  return (
    <Button
      size="sm"
      className="mb-3 w-full justify-start text-muted-foreground shadow-none"
      onClick={openPalette}
    >
      <Search aria-hidden />
      Search
      <span aria-hidden className="ml-auto flex gap-1">
        <ModKey />
        <Kbd>K</Kbd>
      </span>
    </Button>
  );
}
