import { useRef } from "react";

/**
 * Handlers for a dialog that give the focus back to what had it, as Radix does only for dialogs with a trigger of
 * their own: keyboards go on where they were.
 */
export function useReturnFocus() {
  const opener = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus() {
      opener.current = openerOf(document.activeElement);
    },
    onCloseAutoFocus(event: Event) {
      event.preventDefault();
      opener.current?.focus();
    },
  };
}

/** A menu is gone when its dialog closes; the button that opened it is not. */
function openerOf(focused: Element | null): HTMLElement | null {
  const button = focused?.closest("[role=menu]")?.getAttribute("aria-labelledby");
  if (button) return document.getElementById(button);
  return focused instanceof HTMLElement ? focused : null;
}
