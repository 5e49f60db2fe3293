import Link from "next/link";
import { DISPLAY_STATUSES, type DisplayStatus } from "@/components/parts/display-status";
import { STATUS_LOOKS, StatusIcon } from "@/components/parts/machine-status";
import { cn } from "@/components/ui/cn";
import type { OverviewView } from "@/lib/overview/schema";

// Shown at zero too: people look here to see that nothing is wrong.
const ALWAYS: readonly DisplayStatus[] = ["online", "late", "offline"];

/** The minimum width of each item, by how many there are: no row has a single item where three or more fit. */
const WIDTHS: Record<number, string> = {
  3: "sm:basis-[30%]",
  4: "sm:basis-[40%] lg:basis-0",
  5: "sm:basis-[30%] lg:basis-0",
  6: "sm:basis-[30%] xl:basis-0",
};

/** How many machines are in each status; each count links to that list. */
export function StatusStrip({ counts }: Pick<OverviewView, "counts">) {
  const shown = DISPLAY_STATUSES.filter((status) => ALWAYS.includes(status) || counts[status] > 0);
  return (
    <ul className="flex flex-wrap gap-px overflow-hidden rounded-lg border bg-border shadow-xs">
      {shown.map((status) => {
        const count = counts[status];
        const isAlarming = status === "offline" && count > 0;
        return (
          <li key={status} className={cn("min-w-0 flex-1 basis-[40%] bg-card", WIDTHS[shown.length])}>
            <Link
              href={`/machines?status=${status}`}
              // Seven links to one page are not worth seven requests.
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
              <span className="truncate text-muted-foreground lowercase">
                {status === "paused" ? "under maintenance" : STATUS_LOOKS[status].word}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
