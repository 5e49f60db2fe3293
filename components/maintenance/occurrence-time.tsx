"use client";

import { browserZone } from "@/components/ui/browser-zone";
import { useIsHydrated, useNow } from "@/components/ui/clock";
import { formatRange } from "@/components/ui/format-instant";
import type { OccurrenceView } from "@/lib/machines/windows/schema";
import { changeWords } from "./words";

type OccurrenceTimeProps = {
  occurrence: Pick<OccurrenceView, "from_at" | "to_at"> & { changed_s?: number };
  /** The window's zone; null: it is between two instants, in no zone of its own. */
  zone: string | null;
};

/** When an occurrence is, by the clock of its window's zone, and by the reader's where that differs. */
export function OccurrenceTime({ occurrence, zone }: OccurrenceTimeProps) {
  const now = useNow();
  const isHydrated = useIsHydrated();
  const reader = isHydrated ? browserZone() : "UTC";
  const { from_at: from, to_at: to, changed_s: changedS = 0 } = occurrence;
  const inZone = (timeZone: string) => formatRange({ from, to, now, timeZone });
  const own = zone ?? reader;
  const changed = changeWords(changedS);
  return (
    <span suppressHydrationWarning>
      <time dateTime={from}>{inZone(own)}</time> {own}
      {inZone(own) !== inZone(reader) && <> · {inZone(reader)} for you</>}
      {changed !== null && <span className="text-late"> · {changed}</span>}
    </span>
  );
}
