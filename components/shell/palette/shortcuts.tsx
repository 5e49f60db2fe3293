"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { lazyPart, useLazyPart } from "@/components/ui/use-lazy-part";
import { decideKey } from "./decide-key";
import { ShortcutHelp } from "./shortcut-help";
import { useTypeAhead } from "./use-type-ahead";

// Most visits do not need it.
const palette = lazyPart(async () => (await import("./palette")).Palette);

const FIELDS = "input, textarea, select, [contenteditable=true]";
const OVERLAYS = "[role=dialog], [role=alertdialog], [role=menu]";
/** How long to wait for the next key after `g`. */
const PLACE_WITHIN_MS = 1_500;

const OpenPalette = createContext<() => void>(() => {});

/** Returns a function that opens the palette. */
export function useOpenPalette(): () => void {
  return useContext(OpenPalette);
}

/** Keyboard shortcuts for every page below; inactive while somebody types or a dialog is open. */
export function Shortcuts({ canAddMachine, children }: { canAddMachine: boolean; children: ReactNode }) {
  const router = useRouter();
  const [shown, setShown] = useState<"palette" | "help" | null>(null);
  const isPaletteWanted = shown === "palette";
  const Palette = useLazyPart({
    part: palette,
    isWanted: isPaletteWanted,
    onMissing: () => setShown(null),
  });
  const typedAhead = useTypeAhead({ isRequested: isPaletteWanted });
  const placeUntil = useRef(0);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const target = event.target instanceof Element ? event.target : null;
      const isCtrlOrMeta = event.ctrlKey || event.metaKey;
      if (event.defaultPrevented || document.querySelector(OVERLAYS)) return;
      // Typing into a field is not a shortcut; Ctrl-K is not typing.
      if (target?.closest(FIELDS) && !isCtrlOrMeta) return;
      const decision = decideKey({
        press: { key: event.key, isCtrlOrMeta, isAlt: event.altKey },
        isAwaitingPlace: event.timeStamp < placeUntil.current,
      });
      placeUntil.current = decision.kind === "await_place" ? event.timeStamp + PLACE_WITHIN_MS : 0;
      if (decision.kind === "nothing") return;
      event.preventDefault();
      if (decision.kind === "open_palette") setShown("palette");
      if (decision.kind === "show_help") setShown("help");
      if (decision.kind === "go") router.push(decision.href);
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [router]);

  return (
    <OpenPalette value={() => setShown("palette")}>
      {children}
      {Palette !== null && (
        <Palette
          typedAhead={typedAhead}
          canAddMachine={canAddMachine}
          onClose={() => setShown(null)}
          onHelp={() => setShown("help")}
        />
      )}
      <ShortcutHelp open={shown === "help"} onOpenChange={(isOpen) => setShown(isOpen ? "help" : null)} />
    </OpenPalette>
  );
}
