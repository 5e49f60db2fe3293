"use client";

import { useEffect, useRef, useState } from "react";
import type { ReplayView } from "@/lib/detection/rules/replay-schema";
import { ApiError, api } from "@/lib/http/api-client";

// Long enough that nobody waits for each key, short enough to be seen while the hand is still on the mouse.
const PAUSE_MS = 400;

/** What the hub says of the rule that was asked about last; `isCurrent`: the form still holds that rule. */
export type Replay =
  | { kind: "none" }
  | { kind: "shown"; view: ReplayView; isCurrent: boolean }
  /** `message` null: the rule is not complete, which the form says itself. */
  | { kind: "failed"; message: string | null };

/**
 * Asks how often a rule would have fired, a moment after it has changed, and drops what is no longer wanted. `asked` is
 * the request's body as JSON, so that an equal one asks nothing; null: there is nothing to ask yet.
 */
export function useReplay(asked: string | null): Replay {
  const [replay, setReplay] = useState<Replay>({ kind: "none" });
  const isFirst = useRef(true);

  useEffect(() => {
    if (asked === null) return setReplay({ kind: "none" });
    const gone = new AbortController();
    setReplay((before) => (before.kind === "shown" ? { ...before, isCurrent: false } : before));
    const ask = async () => {
      try {
        const view = await api.post<ReplayView>("/api/v1/rules/replay", JSON.parse(asked), gone.signal);
        if (!gone.signal.aborted) setReplay({ kind: "shown", view, isCurrent: true });
      } catch (failure) {
        if (gone.signal.aborted) return;
        const isIncomplete = failure instanceof ApiError && failure.code === "unprocessable";
        const message = failure instanceof Error ? failure.message : String(failure);
        setReplay({ kind: "failed", message: isIncomplete ? null : message });
      }
    };
    const timer = setTimeout(() => void ask(), isFirst.current ? 0 : PAUSE_MS);
    isFirst.current = false;
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [asked]);

  return replay;
}
