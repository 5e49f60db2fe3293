import { Tag } from "lucide-react";
import { useState } from "react";
import { totalOf, worstOf } from "@/components/parts/count-statuses";
import { StatusIcon } from "@/components/parts/machine-status";
import { Button } from "@/components/ui/button";
import type { OverviewView } from "@/lib/overview/schema";
import { FilterButton, FilterCount } from "./status-filter";

// The worst tags come first; a button shows the rest.
const SHOWN = 8;

type TagFilterProps = Pick<OverviewView, "tags"> & { chosen: string[]; onChoose: (tags: string[]) => void };

/** One button per tag with the worst status of its machines; several chosen tags filter further. */
export function TagFilter({ tags, chosen, onChoose }: TagFilterProps) {
  const [isWhole, setIsWhole] = useState(false);
  if (tags.length === 0) return null;
  const shown = tags.filter(({ tag }, index) => isWhole || index < SHOWN || chosen.includes(tag));
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-1.5">
      <legend className="sr-only">Filter by tag</legend>
      <Tag className="size-4 text-muted-foreground" aria-hidden />
      {shown.map(({ tag, counts }) => {
        const isChosen = chosen.includes(tag);
        const toggled = isChosen ? chosen.filter((each) => each !== tag) : [...chosen, tag];
        return (
          <FilterButton key={tag} isChosen={isChosen} onClick={() => onChoose(toggled)}>
            <StatusIcon status={worstOf(counts)} className="size-3.5" />
            <span className="truncate">{tag}</span>
            {counts.offline > 0 ? (
              <span className="whitespace-nowrap">
                <span className="text-offline">{counts.offline} offline</span>{" "}
                <FilterCount>of {totalOf(counts)}</FilterCount>
              </span>
            ) : (
              <FilterCount>{totalOf(counts)}</FilterCount>
            )}
          </FilterButton>
        );
      })}
      {shown.length < tags.length && (
        <Button variant="ghost" size="sm" onClick={() => setIsWhole(true)} className="rounded-full">
          {tags.length - shown.length} more
        </Button>
      )}
    </fieldset>
  );
}
