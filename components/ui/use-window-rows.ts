"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";

// Fewer rows are all drawn: the browser's own search finds them, and nothing has to be measured.
const DRAW_ALL_UP_TO = 60;
const OVERSCAN = 12;
// What a server that knows no screen draws: a window on a screen of 1,080 lines, less what stands above the list. A taller
// one is filled as soon as the page is alive; every row more would have all others wait.
const FIRST_SCREEN = { width: 1_280, height: 720 };
const FIRST_OVERSCAN = 1;

type WindowRowsRequest = { count: number; estimatePx: number };

/** Which rows of a long list are near the window, and how much space stands for the others. */
export function useWindowRows<List extends HTMLElement>({ count, estimatePx }: WindowRowsRequest) {
  const list = useRef<List>(null);
  const [measuredTopPx, setTopPx] = useState<number | null>(null);
  const topPx = measuredTopPx ?? 0;
  const isWhole = count <= DRAW_ALL_UP_TO;

  // Whatever stands above the list may grow or shrink, and the page with it.
  useLayoutEffect(() => {
    const measureTop = () => {
      const top = list.current?.getBoundingClientRect().top;
      if (top !== undefined) setTopPx(Math.round(top + window.scrollY));
    };
    measureTop();
    const observer = new ResizeObserver(measureTop);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);

  const virtualizer = useWindowVirtualizer({
    count,
    enabled: !isWhole,
    estimateSize: () => estimatePx,
    overscan: measuredTopPx === null ? FIRST_OVERSCAN : OVERSCAN,
    scrollMargin: topPx,
    initialRect: FIRST_SCREEN,
  });
  const items = virtualizer.getVirtualItems();
  const endPx = (items.at(-1)?.end ?? topPx) - topPx;
  return {
    list,
    indexes: isWhole ? Array.from({ length: count }, (_, index) => index) : items.map((item) => item.index),
    beforePx: isWhole ? 0 : Math.max(0, (items[0]?.start ?? topPx) - topPx),
    afterPx: isWhole ? 0 : Math.max(0, virtualizer.getTotalSize() - endPx),
    measure: isWhole ? undefined : virtualizer.measureElement,
    scrollTo: (index: number) => {
      if (!isWhole) virtualizer.scrollToIndex(index);
    },
  };
}
