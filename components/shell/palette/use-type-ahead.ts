import { useEffect, useState } from "react";

/**
 * What is typed between the palette's being asked for and its field's being there: its code comes when it is first
 * wanted, and people type on.
 */
export function useTypeAhead({ isAsked }: { isAsked: boolean }): string {
  const [typed, setTyped] = useState("");

  useEffect(() => {
    if (!isAsked) return;
    setTyped("");
    function keep(event: KeyboardEvent) {
      if (document.querySelector("[role=dialog]") || event.key.length !== 1) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      // No shortcut of the page beneath is meant.
      event.preventDefault();
      event.stopPropagation();
      setTyped((before) => before + event.key);
    }
    document.addEventListener("keydown", keep, true);
    return () => document.removeEventListener("keydown", keep, true);
  }, [isAsked]);

  return typed;
}
