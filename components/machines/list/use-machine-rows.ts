"use client";

import { useRef } from "react";
import { useFollowing } from "@/components/layout/use-live-resource";
import { api } from "@/lib/http/api-client";
import type { MachineRowsView } from "@/lib/machines/row-schema";
import { firstRows, type KnownRows, type ListedMachine, mergeRows } from "./merge-rows";

const PATH = "/api/v1/machines/rows";
const REFRESH_MS = 5_000;

type MachineRows = {
  machines: ListedMachine[];
  /** Fetches changes now instead of at the next interval. */
  refresh: () => Promise<unknown>;
};

/** All machines of the team, kept up to date. */
export function useMachineRows(initial: MachineRowsView): MachineRows {
  const known = useRef<KnownRows | null>(null);
  const reading = useRef<Promise<unknown>>(Promise.resolve());
  const { data, mutate } = useFollowing<KnownRows>({
    path: PATH,
    initial: firstRows(initial),
    refreshMs: REFRESH_MS,
    // One at a time: the second asks for the changes since the first.
    read: () => {
      const before = reading.current.catch(() => undefined);
      const after = before.then(async () => {
        known.current = await readOn(known.current ?? firstRows(initial));
        return known.current;
      });
      reading.current = after;
      return after;
    },
  });
  return { machines: data.machines, refresh: mutate };
}

async function readOn(known: KnownRows): Promise<KnownRows> {
  if (known.since !== null) {
    const merged = mergeRows(known, await api.get<MachineRowsView>(`${PATH}?since=${known.since}`));
    if (merged.since !== null) return merged;
  }
  return firstRows(await api.get<MachineRowsView>(PATH));
}
