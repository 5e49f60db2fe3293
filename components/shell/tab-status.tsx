"use client";

import { useEffect } from "react";
import { useLive } from "@/components/layout/live";

/** Shows in the browser's tab how many machines are offline: "(2) …" and a red dot on the moon. */
export function TabStatus() {
  const { offline } = useLive().overview.counts;

  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
    if (icon !== null) icon.href = offline > 0 ? "/icons/moon-offline.svg" : "/icons/moon.svg";

    const mark = () => {
      const title = document.title.replace(/^\(\d+\) /, "");
      const marked = offline > 0 ? `(${offline}) ${title}` : title;
      if (document.title !== marked) document.title = marked;
    };
    mark();
    // Next writes the title anew with every page.
    const observer = new MutationObserver(mark);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [offline]);

  return null;
}
