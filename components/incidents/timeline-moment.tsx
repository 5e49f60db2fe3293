import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { LocalTime } from "@/components/ui/time";

const DOTS = {
  neutral: "border-muted-foreground bg-muted-foreground",
  good: "border-online bg-online",
  warn: "border-late-fill bg-late-fill",
  bad: "border-offline bg-offline",
  /** It has not happened yet. */
  open: "border-input bg-card",
};

type TimelineMomentProps = {
  at: string | null;
  tone: keyof typeof DOTS;
  /** The time since the previous moment, in words. */
  gap: string | null;
  gapNotes: ReactNode[];
  children: ReactNode;
};

/** One moment of the timeline: the gap before it, its exact time, and what happened. */
export function TimelineMoment({ at, tone, gap, gapNotes, children }: TimelineMomentProps) {
  const hasGap = gap !== null || gapNotes.length > 0;
  return (
    <li className="group grid grid-cols-[0.75rem_minmax(0,1fr)] gap-x-3 sm:grid-cols-[6.5rem_0.75rem_minmax(0,1fr)] sm:gap-x-4">
      <span
        aria-hidden
        className="col-start-1 row-start-1 mx-auto w-px bg-border group-first:invisible sm:col-start-2"
      />
      {hasGap && (
        <div className="col-start-2 row-start-1 pb-2.5 text-[0.8125rem] text-muted-foreground sm:col-start-3">
          {gap !== null && <p className="w-fit rounded bg-muted px-1.5 py-px font-medium">{gap}</p>}
          {gapNotes.map((note, index) => (
            // The notes of a gap never change order.
            <p key={String(index)} className="mt-1">
              {note}. That time is excluded.
            </p>
          ))}
        </div>
      )}
      <span
        aria-hidden
        className="col-start-1 row-span-2 row-start-2 flex flex-col items-center sm:col-start-2 sm:row-span-1"
      >
        <span className={cn("mt-[0.3125rem] size-2.5 shrink-0 rounded-full border-2", DOTS[tone])} />
        <span className="mt-1 w-px flex-1 bg-border group-last:invisible" />
      </span>
      {at !== null && (
        <p className="col-start-2 row-start-2 text-muted-foreground max-sm:text-[0.8125rem] sm:col-start-1 sm:text-right">
          <LocalTime at={at} precision="millisecond" />
        </p>
      )}
      <div className="col-start-2 row-start-3 min-w-0 pb-4 group-last:pb-0 sm:col-start-3 sm:row-start-2">
        {children}
      </div>
    </li>
  );
}
