import { Tag } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { StatusIcon } from "./machine-status";
import type { TagRollUp } from "./roll-up-tags";
import { FilterButton, FilterCount } from "./status-filter";

// The worst come first; the rest is one press away.
const SHOWN = 8;

type TagFilterProps = { tags: TagRollUp[]; chosen: string[]; onChoose: (tags: string[]) => void };

/** One button per tag with the worst status of its machines; several chosen ones narrow further. */
export function TagFilter({ tags, chosen, onChoose }: TagFilterProps) {
  const [isWhole, setIsWhole] = useState(false);
  if (tags.length === 0) return null;
  const shown = tags.filter(({ tag }, index) => isWhole || index < SHOWN || chosen.includes(tag));
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-1.5">
      <legend className="sr-only">Filter by tag</legend>
      <Tag className="size-4 text-muted-foreground" aria-hidden />
      {shown.map(({ tag, count, worst, offline }) => {
        const isChosen = chosen.includes(tag);
        const toggled = isChosen ? chosen.filter((each) => each !== tag) : [...chosen, tag];
        return (
          <FilterButton key={tag} isChosen={isChosen} onClick={() => onChoose(toggled)}>
            <StatusIcon status={worst} className="size-3.5" />
            <span className="truncate">{tag}</span>
            {offline > 0 && <span className="whitespace-nowrap text-offline">{offline} offline of</span>}
            <FilterCount>{count}</FilterCount>
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
