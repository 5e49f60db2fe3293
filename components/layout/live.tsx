"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { ClockProvider, useNow } from "@/components/ui/clock";
import type { OverviewView, ShellView } from "@/lib/overview/schema";
import { leaveIfSignedOut } from "./leave-if-signed-out";
import { type LiveEvent, type PageChannel, SharedStream } from "./shared-stream";

const RECONNECT_AFTER_MS = 3_000;
const SILENT_AFTER_MS = 5_000;

type Live = {
  shell: ShellView;
  /** The latest that the hub has sent; null: none yet. */
  overview: OverviewView | null;
  /** When the hub sent the latest event of any kind, by its clock, in milliseconds. */
  lastEventAt: number;
  /** Grows with every overview that arrives, so that dependent data is fetched again. */
  revision: number;
};

const LiveContext = createContext<Live | null>(null);

type LiveProviderProps = {
  initial: ShellView;
  /** Identifies the person and the team: pages of one browser with the same key share one stream. */
  streamKey: string;
  children: ReactNode;
};

/** Provides what the hub pushes, and the hub's clock, to every page below. */
export function LiveProvider({ initial, streamKey, children }: LiveProviderProps) {
  const [live, setLive] = useState<Live>({
    shell: initial,
    overview: null,
    lastEventAt: Date.parse(initial.now),
    revision: 0,
  });
  const [offsetMs, setOffsetMs] = useState<number | null>(null);
  // A re-rendered page brings new counts; the stream stays open.
  const [renderedAt] = useState(() => Date.parse(initial.now));

  useEffect(() => {
    function onEvent({ event, data }: LiveEvent) {
      const overview = event === "overview" ? (JSON.parse(data) as OverviewView) : null;
      const lastEventAt = Date.parse(overview?.now ?? (JSON.parse(data) as { now: string }).now);
      setOffsetMs((known) => steadyOffset({ known, fresh: lastEventAt - Date.now() }));
      setLive((before) =>
        overview === null
          ? { ...before, lastEventAt }
          : { shell: overview, overview, lastEventAt, revision: before.revision + 1 },
      );
    }

    setOffsetMs((known) => known ?? renderedAt - Date.now());
    const start = () => {
      const started = new SharedStream({ channel: openChannel(streamKey), onEvent, open: openStream });
      started.start();
      return started;
    };
    let stream = start();
    // A page in the back-forward cache gives up the stream and joins again when it is shown.
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
      <ClockProvider initialNow={renderedAt} offsetMs={offsetMs} notBefore={live.lastEventAt}>
        {children}
      </ClockProvider>
    </LiveContext.Provider>
  );
}

function openChannel(key: string): PageChannel | null {
  if (typeof BroadcastChannel === "undefined") return null;
  const channel = new BroadcastChannel(`lunasentri-live:${key}`);
  return {
    post: (message) => channel.postMessage(message),
    listen: (onMessage) => {
      channel.onmessage = ({ data }) => onMessage(data);
    },
    close: () => channel.close(),
  };
}

/** Opens the hub's event stream and reconnects until it is closed. */
function openStream(onEvent: (live: LiveEvent) => void): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function connect() {
    source = new EventSource("/api/live");
    for (const event of ["overview", "tick"] as const) {
      source.addEventListener(event, ({ data }: MessageEvent<string>) => onEvent({ event, data }));
    }
    source.onerror = () => {
      // The browser reconnects by itself unless the answer was final.
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

/** Whether the page has lost the hub, so that what it shows may be out of date. */
export function useIsCutOff(): boolean {
  const { lastEventAt } = useLive();
  return useNow() - lastEventAt > SILENT_AFTER_MS;
}
