"use client";

import { useEffect } from "react";
import { useLive } from "@/components/layout/live";

/** Shows the number of offline machines in the browser tab: "(2) …" and a red dot on the moon. */
export function TabStatus() {
  const { offline } = useLive().shell.counts;

  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
    if (icon !== null) icon.href = offline > 0 ? "/icons/moon-offline.svg" : "/icons/moon.svg";

    const mark = () => {
      const title = document.title.replace(/^\(\d+\) /, "");
      const marked = offline > 0 ? `(${offline}) ${title}` : title;
      if (document.title !== marked) document.title = marked;
    };
    mark();
    // Next replaces the title on every page.
    const observer = new MutationObserver(mark);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [offline]);

  return null;
}
