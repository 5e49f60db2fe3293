import Link from "next/link";
import { DISPLAY_STATUSES } from "@/components/machines/display-status";
import { STATUS_LOOKS, StatusIcon } from "@/components/machines/machine-status";
import { cn } from "@/components/ui/cn";
import type { OverviewView } from "@/lib/overview/schema";

/** How many machines are in each status; each count leads to the list of them. */
export function StatusStrip({ counts }: Pick<OverviewView, "counts">) {
  return (
    <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border shadow-xs sm:grid-cols-5">
      {DISPLAY_STATUSES.map((status) => {
        const count = counts[status];
        const isAlarming = status === "offline" && count > 0;
        return (
          <li key={status} className="bg-card first:max-sm:col-span-2">
            <Link
              href={`/machines?status=${status}`}
              // One page seven times over is not worth seven requests.
              prefetch={false}
              className={cn(
                "flex h-full items-center gap-2 px-4 py-3 hover:bg-muted/70 focus-visible:-outline-offset-2",
                isAlarming && "bg-offline/8",
              )}
            >
              <StatusIcon status={status} className={cn(count === 0 && "text-muted-foreground/60")} />
              <span
                className={cn(
                  "text-lg font-semibold",
                  count === 0 && "text-muted-foreground",
                  isAlarming && "text-offline",
                )}
              >
                {count}
              </span>
              <span className="text-muted-foreground lowercase">{STATUS_LOOKS[status].word}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
