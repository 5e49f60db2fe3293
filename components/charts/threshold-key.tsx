import { cn } from "@/components/ui/cn";
import type { Threshold } from "./types";

const SEVERITIES = { warning: "border-(--chart-warning)", critical: "border-(--chart-critical)" };

/** What the lines across a chart mean, in words. */
export function ThresholdKey({ thresholds }: { thresholds: readonly Threshold[] }) {
  return (
    <ul className="mt-1 grid gap-0.5 text-xs text-muted-foreground">
      {thresholds.map(({ words, severity }) => (
        <li key={words} className="flex items-baseline gap-1.5">
          <span
            aria-hidden
            className={cn(
              "w-4 shrink-0 -translate-y-1 border-t border-dashed forced-color-adjust-none",
              SEVERITIES[severity],
            )}
          />
          {words}
        </li>
      ))}
    </ul>
  );
}
