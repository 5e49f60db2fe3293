import { useSyncExternalStore } from "react";

/** The instant under the crosshair, which all charts of a page share. It changes often, so it is not React's state. */
export type Crosshair = {
  get: () => number | null;
  set: (ms: number | null) => void;
  /** Calls back after every change; returns how to stop. */
  subscribe: (onChange: () => void) => () => void;
};

export function createCrosshair(): Crosshair {
  let at: number | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => at,
    set(ms) {
      if (ms === at) return;
      at = ms;
      for (const listener of listeners) listener();
    },
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}

/** The instant under the crosshair; renders again when it moves. */
export function useCrosshair({ subscribe, get }: Crosshair): number | null {
  return useSyncExternalStore(subscribe, get, get);
}
