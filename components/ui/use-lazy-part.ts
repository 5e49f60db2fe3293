"use client";

import { type ComponentType, useEffect, useReducer, useRef } from "react";
import { toast } from "sonner";

type LazyPart<Props> = {
  /** Null until it has come. */
  loaded: () => ComponentType<Props> | null;
  load: () => Promise<void>;
  /** The same ahead of the wish; that it does not come is of no interest yet. */
  preload: () => void;
};

/** A part of a page whose code is loaded when it is first wanted. */
export function lazyPart<Props>(bring: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  let part: ComponentType<Props> | null = null;
  async function load() {
    part ??= await bring();
  }
  return { loaded: () => part, load, preload: () => void load().catch(() => undefined) };
}

type LazyPartOptions<Props> = {
  part: LazyPart<Props>;
  isWanted: boolean;
  /** The code did not come, and that was said: nobody wants it any more. The next wish asks for it again. */
  onMissing: () => void;
};

/**
 * The part once it is wanted and has come, else null. The hub may be away, or updated since the page was loaded: that takes
 * the page away from nobody who reads it.
 */
export function useLazyPart<Props>({
  part,
  isWanted,
  onMissing,
}: LazyPartOptions<Props>): ComponentType<Props> | null {
  const [, drawAnew] = useReducer((count: number) => count + 1, 0);
  const giveUp = useRef(onMissing);
  giveUp.current = onMissing;

  useEffect(() => {
    if (!isWanted || part.loaded() !== null) return;
    let isGone = false;
    const tell = (onLive: () => void) => () => {
      if (!isGone) onLive();
    };
    part.load().then(
      tell(drawAnew),
      tell(() => {
        toast.error("The hub did not answer. Check the connection and try again, or reload the page.");
        giveUp.current();
      }),
    );
    return () => {
      isGone = true;
    };
  }, [isWanted, part]);

  return isWanted ? part.loaded() : null;
}
