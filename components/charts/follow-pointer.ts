import type uPlot from "uplot";
import type { Crosshair } from "./crosshair";
import type { Span } from "./types";

/** A drag over fewer pixels is a click. */
const MIN_DRAG_PX = 8;

type Acts = {
  crosshair: Crosshair;
  onZoom: (span: Span) => void;
  onLeaveZoom: () => void;
};

/**
 * Follows mouse, pen and finger over a plot: moving shows the crosshair, a drag across zooms, a double click leaves the
 * zoom. Returns how to stop. A finger that moves up or down scrolls the page, as elsewhere.
 */
export function followPointer(plot: uPlot, { crosshair, onZoom, onLeaveZoom }: Acts): () => void {
  const { over } = plot;
  const stopping = new AbortController();
  let startPx: number | null = null;

  const leftOf = (event: PointerEvent) => {
    const { left, width } = over.getBoundingClientRect();
    return Math.min(Math.max(event.clientX - left, 0), width);
  };
  const point = (px: number) => {
    const at = plot.data[0][plot.posToIdx(px)];
    crosshair.set(at ?? null);
  };
  const select = (px: number) => {
    const [from, to] = startPx === null ? [px, px] : [Math.min(startPx, px), Math.max(startPx, px)];
    const isDrag = to - from >= MIN_DRAG_PX;
    const { height } = over.getBoundingClientRect();
    plot.setSelect({ left: from, top: 0, width: isDrag ? to - from : 0, height: isDrag ? height : 0 }, false);
    return isDrag ? { fromMs: plot.posToVal(from, "x"), toMs: plot.posToVal(to, "x") } : null;
  };
  const endDrag = () => {
    startPx = null;
    select(0);
  };
  const on = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    act: (event: HTMLElementEventMap[Name]) => void,
  ) => over.addEventListener(name, act, { signal: stopping.signal });

  on("pointermove", (event) => {
    const px = leftOf(event);
    point(px);
    if (startPx !== null) select(px);
  });
  on("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    // So that the drag may end outside the chart.
    over.setPointerCapture(event.pointerId);
    startPx = leftOf(event);
    point(startPx);
  });
  on("pointerup", (event) => {
    if (startPx === null) return;
    const dragged = select(leftOf(event));
    endDrag();
    if (dragged !== null) onZoom({ fromMs: Math.floor(dragged.fromMs), toMs: Math.ceil(dragged.toMs) });
  });
  on("pointercancel", () => {
    endDrag();
    crosshair.set(null);
  });
  on("pointerleave", ({ pointerType }) => {
    // Lifting a finger also counts as leaving, but the person still reads the value.
    if (pointerType !== "touch") crosshair.set(null);
  });
  on("dblclick", onLeaveZoom);
  return () => stopping.abort();
}
