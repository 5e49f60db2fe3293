"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { ClockProvider } from "@/components/ui/clock";
import type { OverviewView } from "@/lib/overview/schema";
import { leaveIfSignedOut } from "./leave-if-signed-out";

const RECONNECT_AFTER_MS = 3_000;

type Live = {
  overview: OverviewView;
  /** The hub's time of the latest event of any kind, in milliseconds. */
  heardAt: number;
  /** Grows with every overview that arrives: a reason to read again what depends on it. */
  revision: number;
};

const LiveContext = createContext<Live | null>(null);

/** The overview as the hub pushes it, and the hub's clock, for every page below. One stream per page. */
export function LiveProvider({ initial, children }: { initial: OverviewView; children: ReactNode }) {
  const [live, setLive] = useState<Live>({
    overview: initial,
    heardAt: Date.parse(initial.now),
    revision: 0,
  });
  const [offsetMs, setOffsetMs] = useState<number | null>(null);
  // A page rendered anew brings a new overview; the stream is not opened anew for it.
  const [renderedAt] = useState(() => Date.parse(initial.now));

  useEffect(() => {
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;

    function heard(now: string): number {
      const hubNow = Date.parse(now);
      setOffsetMs((known) => steadyOffset({ known, fresh: hubNow - Date.now() }));
      return hubNow;
    }

    function connect() {
      source = new EventSource("/api/live");
      source.addEventListener("overview", (event: MessageEvent<string>) => {
        const overview = JSON.parse(event.data) as OverviewView;
        const heardAt = heard(overview.now);
        setLive((before) => ({ overview, heardAt, revision: before.revision + 1 }));
      });
      source.addEventListener("tick", (event: MessageEvent<string>) => {
        const { now } = JSON.parse(event.data) as { now: string };
        const heardAt = heard(now);
        setLive((before) => ({ ...before, heardAt }));
      });
      source.onerror = () => {
        // The browser tries again by itself unless the answer was final.
        if (source?.readyState !== EventSource.CLOSED) return;
        void leaveIfSignedOut();
        timer = setTimeout(connect, RECONNECT_AFTER_MS);
      };
    }

    setOffsetMs((known) => known ?? renderedAt - Date.now());
    connect();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [renderedAt]);

  return (
    <LiveContext.Provider value={live}>
      <ClockProvider initialNow={renderedAt} offsetMs={offsetMs}>
        {children}
      </ClockProvider>
    </LiveContext.Provider>
  );
}

// A few milliseconds of network jitter must not restart the ticking.
function steadyOffset({ known, fresh }: { known: number | null; fresh: number }): number {
  return known !== null && Math.abs(known - fresh) < 500 ? known : fresh;
}

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (live === null) throw new Error("useLive needs a LiveProvider above it");
  return live;
}
