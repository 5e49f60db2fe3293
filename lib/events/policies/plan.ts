import { z } from "zod";
import { SEVERITIES, type Severity } from "@/lib/heartbeat/report/condition";

/** Channels that are notified together. `waitMs`: of heard time, since the step before was sent, if nobody acknowledged. */
export type Step = { waitMs: number; channels: number[] | "all" };

/** After the last step, everybody notified so far is reminded: `everyMs`, and `atMost` times. */
export type Reminder = { everyMs: number; atMost: number };

/** What a policy does with an incident. `severity`: null leaves it as it is. */
export type Plan = { severity: Severity | null; steps: Step[]; reminder: Reminder | null };

/** What happens to the incidents of a team that has set nothing: every channel is notified of everything at once. */
export const EVERYBODY_AT_ONCE: Plan = {
  severity: null,
  steps: [{ waitMs: 0, channels: "all" }],
  reminder: null,
};

const storedPlanSchema = z.object({
  severity: z.enum(SEVERITIES).nullable(),
  steps: z.array(
    z.object({ waitMs: z.number(), channels: z.union([z.literal("all"), z.array(z.number())]) }),
  ),
  reminder: z.object({ everyMs: z.number(), atMost: z.number() }).nullable(),
});

/** The plan of a version, from its row. Throws when it is none. */
export function readPlan(json: string): Plan {
  return storedPlanSchema.parse(JSON.parse(json));
}

/** How long nothing may have arrived, after the last step, before the default policy's first step is taken instead. */
export const FALLBACK_MS = 300_000;

/** A part of a plan whose time comes, as the key of its turn says. */
export type TurnPart = { kind: "step" | "reminder"; number: number } | { kind: "fallback" };

/** The part of a plan that a turn is; null: its key is none. */
export function partOfKey(key: string): TurnPart | null {
  if (key === "fallback") return { kind: "fallback" };
  const found = /^(step|reminder):([1-9]\d*)$/.exec(key);
  if (found === null) return null;
  return { kind: found[1] === "step" ? "step" : "reminder", number: Number(found[2]) };
}

export type PlannedTurn = { key: string; waitMs: number };

/** The turns that follow one. The default policy has no fallback: it is where others fall back to. */
export function turnsAfter({
  plan,
  key,
  isDefault,
}: {
  plan: Plan;
  key: string;
  isDefault: boolean;
}): PlannedTurn[] {
  const part = partOfKey(key);
  if (part === null || part.kind === "fallback") return [];
  const { steps, reminder } = plan;
  if (part.kind === "step") {
    const next = steps[part.number];
    if (next !== undefined) return [{ key: `step:${part.number + 1}`, waitMs: next.waitMs }];
    return [
      ...(isDefault ? [] : [{ key: "fallback", waitMs: FALLBACK_MS }]),
      ...(reminder === null ? [] : [{ key: "reminder:1", waitMs: reminder.everyMs }]),
    ];
  }
  return reminder !== null && part.number < reminder.atMost
    ? [{ key: `reminder:${part.number + 1}`, waitMs: reminder.everyMs }]
    : [];
}

/** How long a turn waits, of heard time. */
export function waitOf(plan: Plan, key: string): number {
  const part = partOfKey(key);
  if (part === null) return 0;
  if (part.kind === "fallback") return FALLBACK_MS;
  if (part.kind === "reminder") return plan.reminder?.everyMs ?? 0;
  return plan.steps[part.number - 1]?.waitMs ?? 0;
}

/** The channels of a step that are among the team's, oldest first. */
export function channelsOf(step: Step, teamChannelIds: readonly number[]): number[] {
  const { channels } = step;
  return channels === "all" ? [...teamChannelIds] : teamChannelIds.filter((id) => channels.includes(id));
}
