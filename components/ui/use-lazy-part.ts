"use client";

import { type ComponentType, useEffect, useReducer, useRef } from "react";
import { toast } from "sonner";

type LazyPart<Props> = {
  /** Null until it has loaded. */
  loaded: () => ComponentType<Props> | null;
  load: () => Promise<void>;
  /** Loads ahead of use; a failure does not matter yet. */
  preload: () => void;
};

/** A part of a page whose code is loaded on first use. */
export function lazyPart<Props>(importPart: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  let part: ComponentType<Props> | null = null;
  async function load() {
    part ??= await importPart();
  }
  return { loaded: () => part, load, preload: () => void load().catch(() => undefined) };
}

type LazyPartOptions<Props> = {
  part: LazyPart<Props>;
  isWanted: boolean;
  /** The code could not be loaded and a message was shown. Sets isWanted to false; the next use tries again. */
  onMissing: () => void;
};

/**
 * The part once it is wanted and has loaded, otherwise null. If the hub is down, or was updated since the page was loaded,
 * the page stays as it is.
 */
export function useLazyPart<Props>({
  part,
  isWanted,
  onMissing,
}: LazyPartOptions<Props>): ComponentType<Props> | null {
  const [, rerender] = useReducer((count: number) => count + 1, 0);
  const reportMissing = useRef(onMissing);
  reportMissing.current = onMissing;

  useEffect(() => {
    if (!isWanted || part.loaded() !== null) return;
    let isGone = false;
    const unlessGone = (act: () => void) => () => {
      if (!isGone) act();
    };
    part.load().then(
      unlessGone(rerender),
      unlessGone(() => {
        toast.error("The hub did not answer. Check the connection and try again, or reload the page.");
        reportMissing.current();
      }),
    );
    return () => {
      isGone = true;
    };
  }, [isWanted, part]);

  return isWanted ? part.loaded() : null;
}
