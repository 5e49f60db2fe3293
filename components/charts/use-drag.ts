import { type PointerEvent, useState } from "react";

type Span = { fromMs: number; toMs: number };
type Drag = { startMs: number; atMs: number };

/** A drag across a chart, from its start to the pointer, in either direction and within `span`. */
export function useDrag({
  span,
  minMs,
  onDragged,
}: {
  span: Span;
  /** A shorter drag does not count. */
  minMs: number;
  onDragged: (dragged: Span) => void;
}) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const within = (ms: number) => Math.min(Math.max(ms, span.fromMs), span.toMs);
  const range = drag && {
    fromMs: Math.min(drag.startMs, drag.atMs),
    toMs: Math.max(drag.startMs, drag.atMs),
  };
  const dragged = range !== null && range.toMs - range.fromMs >= minMs ? range : null;

  return {
    dragged,
    start(event: PointerEvent<Element>, ms: number) {
      if (event.button !== 0) return;
      // So that the drag may end outside the chart.
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ startMs: within(ms), atMs: within(ms) });
    },
    extend(ms: number) {
      if (drag !== null) setDrag({ ...drag, atMs: within(ms) });
    },
    end() {
      setDrag(null);
      if (dragged !== null) onDragged({ fromMs: Math.floor(dragged.fromMs), toMs: Math.ceil(dragged.toMs) });
    },
    cancel() {
      setDrag(null);
    },
  };
}
