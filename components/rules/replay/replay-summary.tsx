import { LocalTime } from "@/components/ui/time";
import { formatAge } from "@/lib/base/duration";
import type { Replay } from "./use-replay";

/** "Would have fired 4 times in the last 30 days", and what that rests on. */
export function ReplaySummary({ replay }: { replay: Replay }) {
  return (
    <div aria-live="polite" className="grid gap-1">
      {replay.kind === "none" && (
        <p className="text-muted-foreground">Shown here once the rule is complete.</p>
      )}
      {replay.kind === "failed" && (
        <p className="text-muted-foreground">{replay.message ?? "Shown here once the rule is complete."}</p>
      )}
      {replay.kind === "shown" && <Shown {...replay} />}
    </div>
  );
}

function Shown({ view, isCurrent }: Extract<Replay, { kind: "shown" }>) {
  const {
    from,
    to,
    count,
    firings,
    averaged_until: averagedUntil,
    targets,
    targets_left_out: leftOut,
  } = view;
  if (!view.is_kept) {
    return (
      <p className="text-muted-foreground">
        The hub keeps no history of this metric, so nobody can say how often it would have fired.
      </p>
    );
  }
  if (from === null || targets.length === 0) {
    return <p className="text-muted-foreground">This machine has no history of it.</p>;
  }
  const span = formatAge(Math.max(60_000, Date.parse(to) - Date.parse(from)));
  const isFiring = firings.some(({ resolved_at }) => resolved_at === null);
  return (
    <>
      <p className={isCurrent ? undefined : "text-muted-foreground"}>
        <strong className="font-medium">{firedWords(count)}</strong> in the last {inDays(span)}
        {isFiring && ", and would be firing now"}.
      </p>
      {averagedUntil !== null && (
        <p className="text-[0.8125rem] text-muted-foreground">
          Until <LocalTime at={averagedUntil} /> it rests on averages of {stepWords(view.resolution)}, in
          which short spikes do not show; since then on every sample.
        </p>
      )}
      {leftOut > 0 && (
        <p className="text-[0.8125rem] text-muted-foreground">{leftOut} more that fit were not looked at.</p>
      )}
    </>
  );
}

function firedWords(count: number): string {
  if (count === 0) return "Would not have fired";
  return count === 1 ? "Would have fired once" : `Would have fired ${count} times`;
}

/** "30d" → "30 days": what is whole days is said in words. */
function inDays(span: string): string {
  const days = /^(\d+)d$/.exec(span)?.[1];
  if (days === undefined) return span;
  return days === "1" ? "day" : `${days} days`;
}

function stepWords(resolution: "raw" | "5m" | "1h"): string {
  return resolution === "1h" ? "an hour" : "five minutes";
}
