"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";

// Up to this many rows are all rendered: the browser's search finds them, and nothing has to be measured.
const DRAW_ALL_UP_TO = 60;
const OVERSCAN = 12;
// The server does not know the screen, so it renders for a window on a 1,080-line screen, less what is above the list. A
// taller window is filled after hydration; more rows would delay every visit.
const FIRST_SCREEN = { width: 1_280, height: 720 };
const FIRST_OVERSCAN = 1;

type WindowRowsRequest = { count: number; estimatePx: number };

/** Which rows of a long list are near the window, and how much space replaces the others. */
export function useWindowRows<List extends HTMLElement>({ count, estimatePx }: WindowRowsRequest) {
  const list = useRef<List>(null);
  const [measuredTopPx, setTopPx] = useState<number | null>(null);
  const topPx = measuredTopPx ?? 0;
  const isWhole = count <= DRAW_ALL_UP_TO;

  // Content above the list may grow or shrink.
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
