"use client";

import { useEffect } from "react";
import useSWR, { type KeyedMutator } from "swr";
import { api } from "@/lib/http/api-client";
import type { Page } from "@/lib/paging";
import { leaveOn } from "./leave-if-signed-out";
import { useLive } from "./live";

const REFRESH_MS = 5_000;

type Resource<T> = { data: T; mutate: KeyedMutator<T> };

/** What an API path answers: as the server rendered it, then read again whenever the hub says that something changed. */
export function useLiveResource<T>({ path, initial }: { path: string; initial: T }): Resource<T> {
  return useFollowing({ path, initial, read: api.get<T> });
}

/** The same for the first page of a list. */
export function useLiveList<T>({ path, initial }: { path: string; initial: T[] }): Resource<T[]> {
  return useFollowing({ path, initial, read: async (key) => (await api.get<Page<T>>(key)).data });
}

/** The same for a list with all its pages. */
export function useWholeLiveList<T>({ path, initial }: { path: string; initial: T[] }): Resource<T[]> {
  return useFollowing({ path, initial, read: api.getAll<T> });
}

type Following<T> = { path: string; initial: T; read: (path: string) => Promise<T> };

function useFollowing<T>({ path, initial, read }: Following<T>): Resource<T> {
  const { revision } = useLive();
  const { data, mutate } = useSWR<T>(path, read, {
    fallbackData: initial,
    refreshInterval: REFRESH_MS,
    onError: leaveOn,
  });

  useEffect(() => {
    if (revision > 0) void mutate();
  }, [revision, mutate]);

  return { data: data ?? initial, mutate };
}
