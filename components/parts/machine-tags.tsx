import { cn } from "@/components/ui/cn";

type MachineTagsProps = {
  tags: string[];
  /** How many tags to show; the rest become a number that lists them on hover. */
  max?: number;
  /** Never on a second line: a tag is cut off instead. */
  isOneLine?: boolean;
};

/** The tags of a machine; renders nothing when it has none. */
export function MachineTags({ tags, max = tags.length, isOneLine = false }: MachineTagsProps) {
  if (tags.length === 0) return null;
  const more = tags.slice(max);
  return (
    <ul aria-label="Tags" className={cn("flex min-w-0 gap-1", isOneLine || "flex-wrap")}>
      {tags.slice(0, max).map((tag) => (
        <li
          key={tag}
          title={isOneLine ? tag : undefined}
          className={cn(
            "max-w-full min-w-0 truncate rounded border bg-muted px-1.5 py-px text-xs text-muted-foreground",
            // Of several in one line, the first keeps its room before the others.
            isOneLine && "first:not-last:max-w-[65%] first:not-last:shrink-0",
          )}
        >
          {tag}
        </li>
      ))}
      {more.length > 0 && (
        <li title={more.join(", ")} className="py-px text-xs text-muted-foreground">
          +{more.length}
        </li>
      )}
    </ul>
  );
}
