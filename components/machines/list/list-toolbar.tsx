"use client";

import { Search, Tag } from "lucide-react";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { DropdownMenu, DropdownMenuToggle } from "@/components/ui/dropdown-menu";
import type { OverviewView } from "@/lib/overview/schema";
import type { Preferences } from "@/lib/people/preferences/schema";
import { MachineSearch } from "./machine-search";
import { SortSelect } from "./sort-select";
import { StatusFilter } from "./status-filter";
import { TagFilter } from "./tag-filter";
import type { useListParams } from "./use-list-params";
import { ViewMenu } from "./view-menu";

type ListToolbarProps = {
  counts: OverviewView["counts"];
  tags: OverviewView["tags"];
  params: ReturnType<typeof useListParams>;
  view: Preferences["machine_list"];
  onView: (change: Partial<Preferences["machine_list"]>) => void;
};

/** Filters, search and order of the list: one line that scrolls on a phone, so that the machines begin right below it. */
export function ListToolbar({ counts, tags, params, view, onView }: ListToolbarProps) {
  const { status, tag, q, sort, setParams } = params;
  const search = useRef<HTMLDivElement>(null);
  const [isSearching, setIsSearching] = useState(q !== "");
  return (
    <div className="mb-3 grid grid-cols-1 gap-2.5 md:mb-4">
      <div className="flex flex-wrap items-center gap-2 md:gap-3">
        <div className="flex min-w-0 items-center gap-1.5 max-md:-my-1 max-md:flex-1 max-md:overflow-x-auto max-md:py-1 max-md:[scrollbar-width:none]">
          <StatusFilter counts={counts} chosen={status} onChoose={(status) => void setParams({ status })} />
          <div className="contents md:hidden">
            <TagMenu tags={tags} chosen={tag} onChoose={(tag) => void setParams({ tag })} />
            <SortSelect sort={sort} onSort={(sort) => void setParams({ sort })} />
          </div>
        </div>
        <Button
          variant="ghost"
          size="icon"
          aria-label="Search machines"
          aria-expanded={isSearching}
          onClick={() => {
            // It can have the focus, and a phone its keyboard, once it is there.
            flushSync(() => setIsSearching(!isSearching));
            search.current?.querySelector("input")?.focus();
          }}
          className="size-8 md:hidden"
        >
          <Search aria-hidden />
        </Button>
        <div ref={search} className={cn("max-md:basis-full md:ml-auto", !isSearching && "max-md:hidden")}>
          <MachineSearch asked={q} onSearch={(q) => void setParams({ q })} />
        </div>
        <div className="max-md:hidden">
          <ViewMenu view={view} onChange={onView} />
        </div>
      </div>
      <div className="max-md:hidden">
        <TagFilter tags={tags} chosen={tag} onChoose={(tag) => void setParams({ tag })} />
      </div>
    </div>
  );
}

type TagMenuProps = Pick<OverviewView, "tags"> & { chosen: string[]; onChoose: (tags: string[]) => void };

function TagMenu({ tags, chosen, onChoose }: TagMenuProps) {
  if (tags.length === 0) return null;
  return (
    <DropdownMenu
      align="start"
      trigger={
        <Button size="sm" className="rounded-full px-3" aria-pressed={chosen.length > 0}>
          <Tag aria-hidden />
          {chosen.length === 0 ? "Tags" : chosen.join(", ")}
        </Button>
      }
    >
      <div className="max-h-72 overflow-y-auto">
        {tags.map(({ tag }) => (
          <DropdownMenuToggle
            key={tag}
            isOn={chosen.includes(tag)}
            onToggle={() =>
              onChoose(chosen.includes(tag) ? chosen.filter((each) => each !== tag) : [...chosen, tag])
            }
          >
            {tag}
          </DropdownMenuToggle>
        ))}
      </div>
    </DropdownMenu>
  );
}
