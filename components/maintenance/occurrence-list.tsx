"use client";

import useSWR from "swr";
import { api } from "@/lib/http/api-client";
import type { OccurrenceView } from "@/lib/machines/windows/schema";
import { OccurrenceTime } from "./occurrence-time";

/** The next five times of a window. */
export function OccurrenceList({ id, zone }: { id: number; zone: string | null }) {
  const path = `/api/v1/windows/${id}/occurrences`;
  const { data, error } = useSWR<{ data: OccurrenceView[] }, Error>(path, api.get);
  if (error !== undefined) return <p className="text-offline">{error.message}</p>;
  return <Occurrences occurrences={data?.data ?? null} zone={zone} />;
}

/** Times as a list; null: they are not known yet. */
export function Occurrences({
  occurrences,
  zone,
}: {
  occurrences: OccurrenceView[] | null;
  zone: string | null;
}) {
  if (occurrences === null) return <p className="text-muted-foreground">Loading…</p>;
  if (occurrences.length === 0) return <p className="text-muted-foreground">It does not come again.</p>;
  return (
    <ol className="grid gap-1 text-[0.8125rem] tabular-nums">
      {occurrences.map((occurrence) => (
        <li key={occurrence.from_at}>
          <OccurrenceTime occurrence={occurrence} zone={zone} />
        </li>
      ))}
    </ol>
  );
}
