"use client";

import { useEffect } from "react";
import useSWR, { type KeyedMutator } from "swr";
import { api } from "@/lib/http/api-client";
import { leaveOn } from "./leave-if-signed-out";
import { useLive } from "./live";

const REFRESH_MS = 5_000;

/** What an API path answers: as the server rendered it, then read again whenever the hub says that something changed. */
export function useLiveResource<T>({ path, initial }: { path: string; initial: T }): {
  data: T;
  mutate: KeyedMutator<T>;
} {
  const { revision } = useLive();
  const { data, mutate } = useSWR<T>(path, api.get<T>, {
    fallbackData: initial,
    refreshInterval: REFRESH_MS,
    onError: leaveOn,
  });

  useEffect(() => {
    if (revision > 0) void mutate();
  }, [revision, mutate]);

  return { data: data ?? initial, mutate };
}
