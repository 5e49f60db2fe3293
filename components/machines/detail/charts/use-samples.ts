import useSWR from "swr";
import { leaveOn } from "@/components/layout/leave-if-signed-out";
import { parseDuration } from "@/lib/base/duration";
import type { SamplesView } from "@/lib/history/metrics/schema";
import { api } from "@/lib/http/api-client";
import { queryOf, type Shown } from "./ranges";

const REFRESH_MS = 10_000;
const REFRESH_AT_MOST_MS = 300_000;

type Asked = {
  machineId: number;
  shown: Shown;
  /** The names of the series. Default: the figures that every machine may have. */
  series?: readonly string[];
};

/** The path of what charts show; `as`: in which form. */
export function samplesPath({ machineId, shown, series }: Asked, as: "samples" | "samples.csv"): string {
  const query = new URLSearchParams(queryOf(shown));
  if (series !== undefined) query.set("series", series.join(","));
  return `/api/v1/machines/${machineId}/${as}?${query}`;
}

/** Samples over a range, fetched again as often as there can be a new point. Another range keeps the old one until it is here. */
export function useSamples(asked: Asked) {
  const isEmpty = asked.series?.length === 0;
  return useSWR<SamplesView, Error>(isEmpty ? null : samplesPath(asked, "samples"), api.get, {
    refreshInterval: (latest) => (asked.shown.kind === "latest" ? refreshMs(latest) : 0),
    keepPreviousData: true,
    onError: leaveOn,
  });
}

function refreshMs(latest: SamplesView | undefined): number {
  const stepMs = latest === undefined ? 0 : (parseDuration(latest.step) ?? 0);
  return Math.min(Math.max(stepMs, REFRESH_MS), REFRESH_AT_MOST_MS);
}
