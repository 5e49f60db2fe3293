type MachineTagsProps = {
  tags: string[];
  /** How many tags to show; the rest become a number that lists them on hover. */
  max?: number;
};

/** The tags of a machine; renders nothing when it has none. */
export function MachineTags({ tags, max = tags.length }: MachineTagsProps) {
  if (tags.length === 0) return null;
  const more = tags.slice(max);
  return (
    <ul aria-label="Tags" className="flex min-w-0 flex-wrap gap-1">
      {tags.slice(0, max).map((tag) => (
        <li
          key={tag}
          className="max-w-full truncate rounded border bg-muted px-1.5 py-px text-xs text-muted-foreground"
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
