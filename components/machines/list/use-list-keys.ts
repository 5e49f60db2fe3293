"use client";

import { useEffect, useRef } from "react";

type ListKeys = {
  /** Moves the focus by one machine. */
  onMove: (step: 1 | -1) => void;
  onToggle: () => void;
  onClear: () => void;
};

/** The keys of the list: j and k move, x selects, Escape clears; Enter opens the focused link. */
export function useListKeys(keys: ListKeys): void {
  const latest = useRef(keys);
  latest.current = keys;

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target))
        return;
      const { onMove, onToggle, onClear } = latest.current;
      const act = { j: () => onMove(1), k: () => onMove(-1), x: onToggle, Escape: onClear }[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

// Somebody is typing, or a dialog or menu is open.
function isBusy(target: EventTarget | null): boolean {
  const isTyping =
    target instanceof HTMLElement && target.closest("input:not([type=checkbox]), textarea, select") !== null;
  return isTyping || document.querySelector("[role=dialog], [role=alertdialog], [role=menu]") !== null;
}
