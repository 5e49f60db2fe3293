import { cn } from "./cn";

type MeterProps = {
  percent: number | null;
  /** An old value is grey. */
  isCurrent?: boolean;
};

/** A percentage as a thin bar with its number; amber from 80 %, red from 95 %. Its label is beside it. */
export function Meter({ percent, isCurrent = true }: MeterProps) {
  const fill = percent === null ? 0 : Math.min(100, Math.max(0, percent));
  return (
    <span className="flex items-center gap-2">
      <span
        aria-hidden
        className="h-1.5 min-w-8 flex-1 overflow-hidden rounded-full bg-muted-foreground/15 forced-colors:border"
      >
        <span
          className={cn(
            "block h-full rounded-full forced-colors:bg-[CanvasText]",
            isCurrent ? toneOf(fill) : "bg-muted-foreground/45",
          )}
          style={{ width: `${fill}%` }}
        />
      </span>
      <span className={cn("w-11 text-right whitespace-nowrap", !isCurrent && "text-muted-foreground")}>
        {formatPercent(percent)}
      </span>
    </span>
  );
}

function toneOf(percent: number): string {
  if (percent >= 95) return "bg-offline";
  return percent >= 80 ? "bg-late-fill" : "bg-primary/80 dark:bg-link/80";
}

function formatPercent(percent: number | null): string {
  if (percent === null) return "–";
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}
