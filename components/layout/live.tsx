"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { ClockProvider, useNow } from "@/components/ui/clock";
import type { OverviewView } from "@/lib/overview/schema";
import { leaveIfSignedOut } from "./leave-if-signed-out";
import { type LiveEvent, type PageChannel, SharedStream } from "./shared-stream";

const RECONNECT_AFTER_MS = 3_000;
const SILENT_AFTER_MS = 5_000;

type Live = {
  overview: OverviewView;
  /** The hub's time of the latest event of any kind, in milliseconds. */
  heardAt: number;
  /** Grows with every overview that arrives: a reason to read again what depends on it. */
  revision: number;
};

const LiveContext = createContext<Live | null>(null);

type LiveProviderProps = {
  initial: OverviewView;
  /** Names who looks at which team: pages of the same browser that have the same share one stream. */
  streamKey: string;
  children: ReactNode;
};

/** The overview as the hub pushes it, and the hub's clock, for every page below. */
export function LiveProvider({ initial, streamKey, children }: LiveProviderProps) {
  const [live, setLive] = useState<Live>({
    overview: initial,
    heardAt: Date.parse(initial.now),
    revision: 0,
  });
  const [offsetMs, setOffsetMs] = useState<number | null>(null);
  // A page rendered anew brings a new overview; the stream is not opened anew for it.
  const [renderedAt] = useState(() => Date.parse(initial.now));

  useEffect(() => {
    function onEvent({ event, data }: LiveEvent) {
      const overview = event === "overview" ? (JSON.parse(data) as OverviewView) : null;
      const heardAt = Date.parse(overview?.now ?? (JSON.parse(data) as { now: string }).now);
      setOffsetMs((known) => steadyOffset({ known, fresh: heardAt - Date.now() }));
      setLive((before) =>
        overview === null ? { ...before, heardAt } : { overview, heardAt, revision: before.revision + 1 },
      );
    }

    setOffsetMs((known) => known ?? renderedAt - Date.now());
    const start = () => {
      const started = new SharedStream({ channel: openChannel(streamKey), onEvent, open: openStream });
      started.start();
      return started;
    };
    let stream = start();
    // A page that the browser keeps behind another one hands the stream on, and asks for it again when it is shown.
    const onHide = () => stream.stop();
    const onShow = (event: PageTransitionEvent) => {
      if (event.persisted) stream = start();
    };
    window.addEventListener("pagehide", onHide);
    window.addEventListener("pageshow", onShow);
    return () => {
      window.removeEventListener("pagehide", onHide);
      window.removeEventListener("pageshow", onShow);
      stream.stop();
    };
  }, [renderedAt, streamKey]);

  return (
    <LiveContext.Provider value={live}>
      <ClockProvider initialNow={renderedAt} offsetMs={offsetMs}>
        {children}
      </ClockProvider>
    </LiveContext.Provider>
  );
}

function openChannel(key: string): PageChannel | null {
  if (typeof BroadcastChannel === "undefined") return null;
  const channel = new BroadcastChannel(`lunasentri-live:${key}`);
  return {
    post: (said) => channel.postMessage(said),
    listen: (onSaid) => {
      channel.onmessage = ({ data }) => onSaid(data);
    },
    close: () => channel.close(),
  };
}

/** Opens the hub's event stream, again and again until it is closed. */
function openStream(onEvent: (live: LiveEvent) => void): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function connect() {
    source = new EventSource("/api/live");
    for (const event of ["overview", "tick"] as const) {
      source.addEventListener(event, ({ data }: MessageEvent<string>) => onEvent({ event, data }));
    }
    source.onerror = () => {
      // The browser tries again by itself unless the answer was final.
      if (source.readyState !== EventSource.CLOSED) return;
      void leaveIfSignedOut();
      timer = setTimeout(connect, RECONNECT_AFTER_MS);
    };
  }

  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
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

/** Whether nothing has come from the hub of late: what the page shows is from before. */
export function useIsCutOff(): boolean {
  const { heardAt } = useLive();
  return useNow() - heardAt > SILENT_AFTER_MS;
}
