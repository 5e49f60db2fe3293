import type { ReactNode } from "react";
import type { ChartTime } from "@/components/charts/chart-group";
import { cn } from "@/components/ui/cn";

const SHADES = [
  { kind: "outage", words: "machine offline", look: "bg-(--chart-outage)" },
  { kind: "hub_down", words: "hub was down", look: "chart-hatched" },
  { kind: "paused", words: "paused", look: "chart-hatched -scale-x-100 [--hatch:var(--chart-paused)]" },
] as const;

/** What shades and marks of the charts mean, as far as there are any. */
export function ShadeKey({ time: { shades, rebootsMs } }: { time: ChartTime }) {
  const present = SHADES.filter(({ kind }) => shades.some((shade) => shade.kind === kind));
  if (present.length === 0 && rebootsMs.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-5 gap-y-1 px-4 pb-3 text-[0.8125rem] text-muted-foreground">
      {present.map(({ kind, words, look }) => (
        <Key key={kind} sign={<span className={cn("size-3 rounded-xs", look)} />}>
          {words}
        </Key>
      ))}
      {rebootsMs.length > 0 && (
        <Key sign={<span className="h-3 border-l border-dashed border-(--chart-mark)" />}>restarted</Key>
      )}
    </p>
  );
}

function Key({ sign, children }: { sign: ReactNode; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span aria-hidden className="inline-flex forced-color-adjust-none">
        {sign}
      </span>
      {children}
    </span>
  );
}
