import { RelativeTime } from "@/components/ui/time";

export function LastSeen({ at }: { at: string | null }) {
  if (at === null) return <span className="text-muted-foreground">never</span>;
  return (
    <span className="whitespace-nowrap">
      <RelativeTime at={at} />
    </span>
  );
}
