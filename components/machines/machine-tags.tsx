/** The tags of a machine; nothing when it has none. */
export function MachineTags({ tags }: { tags: string[] }) {
  if (tags.length === 0) return null;
  return (
    <ul aria-label="Tags" className="flex flex-wrap gap-1">
      {tags.map((tag) => (
        <li key={tag} className="rounded border bg-muted px-1.5 py-px text-xs text-muted-foreground">
          {tag}
        </li>
      ))}
    </ul>
  );
}
