import { cn } from "./cn";

/** A percentage as a thin bar with its number; amber from 80 %, red from 95 %. Its label stands beside it. */
export function Meter({ percent, className }: { percent: number | null; className?: string }) {
  const fill = percent === null ? 0 : Math.min(100, Math.max(0, percent));
  const tone = fill >= 95 ? "bg-offline" : fill >= 80 ? "bg-late" : "bg-primary/80 dark:bg-link/80";
  return (
    <span className={cn("flex items-center gap-2", className)}>
      <span aria-hidden className="h-1.5 min-w-8 flex-1 overflow-hidden rounded-full bg-muted-foreground/15">
        <span className={cn("block h-full rounded-full", tone)} style={{ width: `${fill}%` }} />
      </span>
      <span className={cn("w-11 text-right whitespace-nowrap", percent === null && "text-muted-foreground")}>
        {formatPercent(percent)}
      </span>
    </span>
  );
}

function formatPercent(percent: number | null): string {
  if (percent === null) return "–";
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}
