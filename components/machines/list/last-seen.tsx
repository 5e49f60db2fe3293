import { RelativeTime } from "@/components/ui/time";

/** When a machine was last seen, for a table cell. */
export function LastSeen({ at }: { at: string | null }) {
  if (at === null) return <span className="text-muted-foreground">never</span>;
  return (
    <span className="whitespace-nowrap">
      <RelativeTime at={at} />
    </span>
  );
}
