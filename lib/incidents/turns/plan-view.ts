import { type Plan, partOfKey, turnsAfter } from "@/lib/events/policies/plan";
import type { TurnEnding } from "@/lib/events/policies/turn-mutations";
import type { IncidentPlanView } from "./schema";

type PlannedView = IncidentPlanView["turns"][number];

/** A turn from its row. `dueMs` in heard time; `endedAtMs` by the wall clock. */
export type KnownTurn = { key: string; dueMs: number; endedAtMs: number | null; ending: TurnEnding | null };

/** What has come of a plan, and what is still to come if nobody acknowledges and the hub keeps hearing. */
export function planViews({
  turns,
  plan,
  isDefault,
  hub: { heardMs, nowMs },
}: {
  /** Oldest first. */
  turns: readonly KnownTurn[];
  plan: Plan;
  isDefault: boolean;
  hub: { heardMs: number; nowMs: number };
}): PlannedView[] {
  const view = (key: string, atMs: number, ending: TurnEnding | null): PlannedView => ({
    key,
    at: new Date(atMs).toISOString(),
    ending,
    ...conditionOf(key, plan),
  });
  const done = turns.flatMap(({ key, endedAtMs, ending }) =>
    endedAtMs === null ? [] : [view(key, endedAtMs, ending)],
  );
  const next = turns
    .filter(({ endedAtMs }) => endedAtMs === null)
    .map(({ key, dueMs }) => ({ key, atMs: nowMs + Math.max(0, dueMs - heardMs) }));
  for (const { key, atMs } of next)
    next.push(
      ...turnsAfter({ plan, key, isDefault }).map((turn) => ({ key: turn.key, atMs: atMs + turn.waitMs })),
    );
  next.sort((one, other) => one.atMs - other.atMs);
  return [...done, ...next.map(({ key, atMs }) => view(key, atMs, null))];
}

function conditionOf(key: string, { steps }: Plan): Pick<PlannedView, "condition" | "channels"> {
  const part = partOfKey(key);
  if (part?.kind === "fallback") return { condition: "only_if_nobody_was_reached", channels: null };
  if (part?.kind !== "step") return { condition: "unless_acknowledged", channels: null };
  const step = steps[part.number - 1];
  const isAtOnce = part.number === 1 && step?.waitMs === 0;
  return { condition: isAtOnce ? "at_once" : "unless_acknowledged", channels: step?.channels ?? null };
}
