"use client";

import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";

const Clock = createContext(0);

type ClockProviderProps = {
  /** The time of the first render; the same on server and client. */
  initialNow: number;
  /** What to add to this device's clock to get the hub's clock. */
  offsetMs: number | null;
  /** The hub's time when it sent what is shown: the clock must not be behind what happened before that. */
  notBefore: number;
  children: ReactNode;
};

/** Ticks once a second for everything below that shows an age. */
export function ClockProvider({ initialNow, offsetMs, notBefore, children }: ClockProviderProps) {
  const [now, setNow] = useState(initialNow);

  useEffect(() => {
    if (offsetMs === null) return;
    const tick = () => setNow(Date.now() + offsetMs);
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [offsetMs]);

  return <Clock.Provider value={Math.max(now, notBefore)}>{children}</Clock.Provider>;
}

/** The current time by the hub's clock, in milliseconds; ticks once a second. */
export function useNow(): number {
  return useContext(Clock);
}

const subscribeToNothing = () => () => {};

/** False on the server and in the first render, when the viewer's zone is not known. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
}
