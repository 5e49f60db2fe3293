import { type PointerEvent, useState } from "react";

type Span = { fromMs: number; toMs: number };
type Drag = { beganMs: number; atMs: number };

/** A drag across a chart, from where it began to where the pointer is, either way round and within `span`. */
export function useDrag({
  span,
  leastMs,
  onDragged,
}: {
  span: Span;
  /** A shorter one is none. */
  leastMs: number;
  onDragged: (dragged: Span) => void;
}) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const within = (ms: number) => Math.min(Math.max(ms, span.fromMs), span.toMs);
  const stretch = drag && {
    fromMs: Math.min(drag.beganMs, drag.atMs),
    toMs: Math.max(drag.beganMs, drag.atMs),
  };
  const dragged = stretch !== null && stretch.toMs - stretch.fromMs >= leastMs ? stretch : null;

  return {
    dragged,
    begin(event: PointerEvent<Element>, ms: number) {
      if (event.button !== 0) return;
      // So that it may end outside.
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ beganMs: within(ms), atMs: within(ms) });
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
