import { useEffect, useState } from "react";

/**
 * The text typed after the palette was requested and before its field appeared: its code loads on first use, and people
 * keep typing.
 */
export function useTypeAhead({ isRequested }: { isRequested: boolean }): string {
  const [typed, setTyped] = useState("");

  useEffect(() => {
    if (!isRequested) return;
    setTyped("");
    function keep(event: KeyboardEvent) {
      if (document.querySelector("[role=dialog]") || event.key.length !== 1) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      // It must not trigger a shortcut of the page.
      event.preventDefault();
      event.stopPropagation();
      setTyped((before) => before + event.key);
    }
    document.addEventListener("keydown", keep, true);
    return () => document.removeEventListener("keydown", keep, true);
  }, [isRequested]);

  return typed;
}
