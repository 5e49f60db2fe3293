import { Activity } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { LocalTime } from "@/components/ui/time";
import type { FlappingView } from "@/lib/incidents/flapping/view";

/** Marks a machine that goes and comes too often. */
export function FlappingMark({ className }: { className?: string }) {
  return (
    <span
      title="It goes and comes too often: changes are held until it has been stable for a while."
      className={cn(
        "relative z-10 inline-flex shrink-0 items-center gap-1 text-xs font-medium text-late",
        className,
      )}
    >
      <Activity className="size-3.5" aria-hidden />
      Flapping
    </span>
  );
}

/** What flapping means for a machine: how often it went, and when people are notified again. */
export function FlappingSentence({ flapping, className }: { flapping: FlappingView; className?: string }) {
  return (
    <p className={cn("flex gap-1.5 text-late", className)}>
      <Activity className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span>
        <span className="font-medium">Flapping:</span> {flapping.outages} outages since{" "}
        <LocalTime at={flapping.since} />. Further changes are held; you are notified once it has been stable
        until <LocalTime at={flapping.steady_at} />.
      </span>
    </p>
  );
}
