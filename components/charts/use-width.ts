"use client";

import { type RefCallback, useCallback, useState } from "react";

/** The current width of a box in pixels; 0 until it is known. */
export function useWidth(): [box: RefCallback<HTMLElement>, width: number] {
  const [width, setWidth] = useState(0);
  const box = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}
