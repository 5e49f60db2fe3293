"use client";

import { useWindowVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import { arrive, currentAddress, findPlace, keepPlace } from "./kept-place";

// Up to this many rows are all rendered: the browser's search finds them, and nothing has to be measured.
const DRAW_ALL_UP_TO = 60;
const OVERSCAN = 12;
// The server does not know the screen, so it renders for a window on a 1,080-line screen, less what is above the list. A
// taller window is filled after hydration; more rows would delay every visit.
const FIRST_SCREEN = { width: 1_280, height: 720 };
const FIRST_OVERSCAN = 1;

type WindowRowsRequest = {
  /** Tells the lists of one page apart. */
  name: string;
  count: number;
  /** The height of most rows; the true one is measured as each is rendered. */
  estimatePx: number;
  /** Identifies a row wherever it is in the list; the same function as long as the rows are the same. */
  keyOf: (index: number) => number;
};

/**
 * Which rows of a long list are near the window, and how much space replaces the others. Somebody who comes back to the
 * list finds it, and the focus, where they left it.
 */
export function useWindowRows<List extends HTMLElement>({
  name,
  count,
  estimatePx,
  keyOf,
}: WindowRowsRequest) {
  const list = useRef<List>(null);
  const [measuredTopPx, setTopPx] = useState<number | null>(null);
  const topPx = measuredTopPx ?? 0;
  const isWhole = count <= DRAW_ALL_UP_TO;
  const takeSnapshot = useRef<() => VirtualItem[]>(() => []);
  // Before the virtualizer looks where the window is.
  const place = useKeptPlace({ name, list, takeSnapshot });

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
    getItemKey: keyOf,
    overscan: measuredTopPx === null ? FIRST_OVERSCAN : OVERSCAN,
    scrollMargin: topPx,
    initialRect: FIRST_SCREEN,
    ...(place !== null && { initialOffset: place.scrollY, initialMeasurementsCache: place.measured }),
  });
  takeSnapshot.current = () => virtualizer.takeSnapshot();
  const items = virtualizer.getVirtualItems();
  const endPx = (items.at(-1)?.end ?? topPx) - topPx;
  return {
    list,
    indexes: isWhole ? Array.from({ length: count }, (_, index) => index) : items.map((item) => item.index),
    beforePx: isWhole ? 0 : Math.max(0, (items[0]?.start ?? topPx) - topPx),
    afterPx: isWhole ? 0 : Math.max(0, virtualizer.getTotalSize() - endPx),
    measure: isWhole ? undefined : virtualizer.measureElement,
  };
}

type KeptPlaceRequest = {
  name: string;
  list: { current: HTMLElement | null };
  takeSnapshot: { current: () => VirtualItem[] };
};

/** Keeps where somebody is when the list goes, and brings them back there. Returns the place they came back to, or null. */
function useKeptPlace({ name, list, takeSnapshot }: KeptPlaceRequest) {
  const [place] = useState(() => (typeof window === "undefined" ? null : findPlace(name)));
  const address = useRef("");

  // The filters of a list change its address.
  useLayoutEffect(() => {
    address.current = currentAddress();
  });

  useLayoutEffect(() => {
    const element = list.current;
    if (place !== null) {
      window.scrollTo({ top: place.scrollY, behavior: "instant" });
      const links = [...(element?.querySelectorAll("a") ?? [])];
      const focused = links.find((link) => link.getAttribute("href") === place.focused);
      focused?.focus({ preventScroll: true });
      arrive();
    }
    return () => {
      const { activeElement } = document;
      const focused = element?.contains(activeElement) ? (activeElement?.getAttribute("href") ?? null) : null;
      const left = { scrollY: window.scrollY, focused, measured: takeSnapshot.current() };
      keepPlace({ list: name, address: address.current, place: left });
    };
  }, [place, name, list, takeSnapshot]);

  return place;
}
