"use client";

import { notFound } from "next/navigation";
import { useEffect } from "react";
import useSWR, { type KeyedMutator } from "swr";
import type { Page } from "@/lib/base/paging";
import { ApiError, api } from "@/lib/http/api-client";
import { leaveOn } from "./leave-if-signed-out";
import { useLive } from "./live";

// A single resource refreshes often; lists are longer and can wait.
const REFRESH_ONE_MS = 2_000;
const REFRESH_LIST_MS = 5_000;

type Resource<T> = { data: T; mutate: KeyedMutator<T> };

/** The answer of an API path: first as the server rendered it, then fetched again whenever the hub reports a change. */
export function useLiveResource<T>({ path, initial }: { path: string; initial: T }): Resource<T> {
  return useFollowing({ path, initial, refreshMs: REFRESH_ONE_MS, read: api.get<T> });
}

/** The same for the first page of a list. */
export function useLiveList<T>({ path, initial }: { path: string; initial: T[] }): Resource<T[]> {
  return useFollowing({
    path,
    initial,
    refreshMs: REFRESH_LIST_MS,
    read: async (key) => (await api.get<Page<T>>(key)).data,
  });
}

/** The same for one page of a longer list. */
export function useLivePage<T>({ path, initial }: { path: string; initial: Page<T> }): Resource<Page<T>> {
  return useFollowing({ path, initial, refreshMs: REFRESH_LIST_MS, read: api.get<Page<T>> });
}

type Following<T> = { path: string; initial: T; refreshMs: number; read: (path: string) => Promise<T> };

/** The same for whatever `read` returns. */
export function useFollowing<T>({ path, initial, refreshMs, read }: Following<T>): Resource<T> {
  const { revision } = useLive();
  const { data, error, mutate } = useSWR<T, Error>(path, read, {
    fallbackData: initial,
    refreshInterval: refreshMs,
    onError: leaveOn,
  });

  useEffect(() => {
    if (revision > 0) void mutate();
  }, [revision, mutate]);

  // Somebody deleted it, or this browser has switched to another team: the data is no longer valid.
  if (error instanceof ApiError && error.code === "not_found") notFound();
  return { data: data ?? initial, mutate };
}
