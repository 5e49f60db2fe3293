"use client";

import { formatAge } from "@/lib/base/duration";
import { useIsHydrated, useNow } from "./clock";
import { formatInstant, formatRange, type Precision } from "./format-instant";

/** The age of an instant, ticking ("12m4s"); the exact time with its zone on hover. */
export function Age({ at }: { at: string }) {
  const now = useNow();
  const isHydrated = useIsHydrated();
  return (
    <time dateTime={at} title={isHydrated ? formatInstant({ at, now, precision: "full" }) : undefined}>
      {formatAge(Math.max(0, now - Date.parse(at)))}
    </time>
  );
}

/** "4s ago", ticking; "just now" below one second, also when a clock is slightly behind. */
export function RelativeTime({ at }: { at: string }) {
  const now = useNow();
  if (now - Date.parse(at) < 1_000) return <time dateTime={at}>just now</time>;
  return (
    <>
      <Age at={at} /> ago
    </>
  );
}

/** An instant in the viewer's zone; UTC until the zone is known. */
export function LocalTime({ at, precision = "minute" }: { at: string; precision?: Precision }) {
  const now = useNow();
  const isHydrated = useIsHydrated();
  const timeZone = isHydrated ? undefined : "UTC";
  return (
    // Server and browser may format the same date differently ("Sep", "Sept").
    <time
      dateTime={at}
      title={isHydrated ? formatInstant({ at, now, precision: "full" }) : undefined}
      suppressHydrationWarning
    >
      {formatInstant({ at, now, precision, timeZone })}
    </time>
  );
}

/** A range of time in the viewer's zone. */
export function LocalRange({ from, to }: { from: string; to: string }) {
  const now = useNow();
  const isHydrated = useIsHydrated();
  return (
    <span suppressHydrationWarning>
      {formatRange({ from, to, now, timeZone: isHydrated ? undefined : "UTC" })}
    </span>
  );
}
