"use client";

import { useEffect, useRef, useState } from "react";
import { leaveOn } from "@/components/layout/leave-if-signed-out";
import { idsToAsk, type Known } from "./ids-to-ask";

// Somebody who scrolls past asks for nothing.
const REST_MS = 150;
const LOOK_AGAIN_MS = 60_000;

type InSightRequest<T> = {
  /** The machines that are rendered. */
  ids: readonly number[];
  /** Whether the column is on the page at this moment: a narrow window may have no room for it. */
  isShown: () => boolean;
  /** Reads the values of at most a hundred machines; those without one are left out. */
  load: (ids: readonly number[]) => Promise<Map<number, T>>;
};

/** What lists show of the machines in sight and that is not part of their rows: read when they come into view, and kept. */
export function useInSight<T>({ ids, isShown, load }: InSightRequest<T>): ReadonlyMap<number, Known<T>> {
  const [known, setKnown] = useState<ReadonlyMap<number, Known<T>>>(new Map());
  const latest = useRef({ ids, isShown, load, known });
  latest.current = { ids, isShown, load, known };
  const key = ids.join(",");

  useEffect(() => {
    let isGone = false;
    async function look() {
      const { ids, isShown, load, known } = latest.current;
      if (!isShown()) return;
      for (const asked of idsToAsk({ ids, known, nowMs: Date.now() })) {
        const found = await load(asked);
        if (isGone) return;
        const atMs = Date.now();
        const read = asked.map((id) => [id, { value: found.get(id) ?? null, atMs }] as const);
        setKnown((before) => new Map([...before, ...read]));
      }
    }
    // What the hub does not answer is asked for again: by the next look, or because the machine comes into view.
    const lookQuietly = () => void look().catch(leaveOn);
    const rest = setTimeout(lookQuietly, key === "" ? 0 : REST_MS);
    const again = setInterval(lookQuietly, LOOK_AGAIN_MS);
    window.addEventListener("resize", lookQuietly);
    return () => {
      isGone = true;
      clearTimeout(rest);
      clearInterval(again);
      window.removeEventListener("resize", lookQuietly);
    };
  }, [key]);

  return known;
}
