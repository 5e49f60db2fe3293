import type { ReactNode } from "react";
import { totalOf } from "@/components/parts/count-statuses";
import { DISPLAY_STATUSES, type DisplayStatus } from "@/components/parts/display-status";
import { STATUS_LOOKS, StatusIcon } from "@/components/parts/machine-status";
import { cn } from "@/components/ui/cn";
import type { OverviewView } from "@/lib/overview/schema";

type StatusFilterProps = Pick<OverviewView, "counts"> & {
  chosen: DisplayStatus | null;
  onChoose: (status: DisplayStatus | null) => void;
};

/** One button per status with its count. */
export function StatusFilter({ counts, chosen, onChoose }: StatusFilterProps) {
  return (
    <fieldset className="flex min-w-0 gap-1.5 max-md:shrink-0 md:flex-wrap">
      <legend className="sr-only">Filter by status</legend>
      <FilterButton isChosen={chosen === null} onClick={() => onChoose(null)}>
        All <FilterCount>{totalOf(counts)}</FilterCount>
      </FilterButton>
      {DISPLAY_STATUSES.map((status) => {
        const count = counts[status];
        if (count === 0 && status !== chosen) return null;
        const isChosen = status === chosen;
        return (
          <FilterButton key={status} isChosen={isChosen} onClick={() => onChoose(isChosen ? null : status)}>
            <StatusIcon status={status} className="size-3.5" />
            {STATUS_LOOKS[status].word} <FilterCount>{count}</FilterCount>
          </FilterButton>
        );
      })}
    </fieldset>
  );
}

type FilterButtonProps = { isChosen: boolean; onClick: () => void; children: ReactNode };

export function FilterButton({ isChosen, onClick, children }: FilterButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onClick}
      className={cn(
        "flex h-8 max-w-full shrink-0 items-center gap-1.5 rounded-full border px-3 text-[0.8125rem] font-medium text-muted-foreground transition-colors hover:text-foreground",
        isChosen
          ? "border-primary/50 bg-primary/10 text-foreground dark:bg-primary/25"
          : "bg-card hover:bg-muted",
      )}
    >
      {children}
    </button>
  );
}

export function FilterCount({ children }: { children: ReactNode }) {
  return <span className="font-normal text-muted-foreground">{children}</span>;
}
