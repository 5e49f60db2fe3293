import Link from "next/link";
import { DISPLAY_STATUSES, type DisplayStatus } from "@/components/machines/display-status";
import { STATUS_LOOKS, StatusIcon } from "@/components/machines/machine-status";
import { cn } from "@/components/ui/cn";
import type { OverviewView } from "@/lib/overview/schema";

// These stand there at zero too: that nothing is wrong is what people look for.
const ALWAYS: readonly DisplayStatus[] = ["online", "late", "offline"];

/** How many machines are in each status; each count leads to the list of them. */
export function StatusStrip({ counts }: Pick<OverviewView, "counts">) {
  const shown = DISPLAY_STATUSES.filter((status) => ALWAYS.includes(status) || counts[status] > 0);
  return (
    <ul className="flex flex-wrap gap-px overflow-hidden rounded-lg border bg-border shadow-xs">
      {shown.map((status) => {
        const count = counts[status];
        const isAlarming = status === "offline" && count > 0;
        return (
          <li key={status} className="min-w-0 flex-1 basis-[40%] bg-card sm:basis-34">
            <Link
              href={`/machines?status=${status}`}
              // One page seven times over is not worth seven requests.
              prefetch={false}
              className={cn(
                "flex h-full items-center gap-2 px-3 py-3 hover:bg-muted/70 focus-visible:-outline-offset-2 sm:px-4",
                isAlarming && "bg-offline/8",
              )}
            >
              <StatusIcon status={status} className={cn(count === 0 && "text-muted-foreground/60")} />
              <span
                className={cn(
                  "text-lg font-semibold whitespace-nowrap",
                  count === 0 && "text-muted-foreground",
                  isAlarming && "text-offline",
                )}
              >
                {count}
              </span>
              <span className="truncate text-muted-foreground lowercase">{STATUS_LOOKS[status].word}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
