import type { PolicyView } from "@/lib/events/policies/schema";
import { isNothing } from "./words";

type Steps = PolicyView["steps"];

/** The one thing that the short form sets: who is notified of what lasts, after how long, and whether only then. */
export type Escalation = { after: string; channelId: number; isOnlyThen: boolean };

/**
 * What the short form shows of the default policy: nothing set, an escalation, or "more", which only the dialog can show.
 */
export function readEscalation(
  { steps, reminder, severity }: Pick<PolicyView, "steps" | "reminder" | "severity">,
  channelIds: readonly number[],
): Escalation | "more" | null {
  const [first, second, ...others] = steps;
  if (first === undefined || others.length > 0 || reminder !== null || severity !== null) return "more";
  if (second === undefined) {
    if (isNothing(first.wait)) return first.channels === "all" ? null : "more";
    const only = onlyOf(first.channels);
    return only !== null && channelIds.every((id) => id === only)
      ? { after: first.wait, channelId: only, isOnlyThen: true }
      : "more";
  }
  const channelId = onlyOf(second.channels);
  if (channelId === null || !isNothing(first.wait)) return "more";
  if (first.channels === "all") return { after: second.wait, channelId, isOnlyThen: false };
  const chosen = new Set(first.channels);
  const isAllOthers = !chosen.has(channelId) && channelIds.every((id) => id === channelId || chosen.has(id));
  return isAllOthers ? { after: second.wait, channelId, isOnlyThen: true } : "more";
}

function onlyOf(channels: Steps[number]["channels"]): number | null {
  const [only, ...others] = channels === "all" ? [] : channels;
  return only !== undefined && others.length === 0 ? only : null;
}

/** The steps of the default policy that an escalation means; null: everybody at once. */
export function stepsOf(escalation: Escalation | null, channelIds: readonly number[]): Steps {
  const everybody: Steps[number] = { wait: "0s", channels: "all" };
  if (escalation === null) return [everybody];
  const { after, channelId, isOnlyThen } = escalation;
  const last: Steps[number] = { wait: after, channels: [channelId] };
  if (!isOnlyThen) return [everybody, last];
  const others = channelIds.filter((id) => id !== channelId);
  return others.length === 0 ? [last] : [{ wait: "0s", channels: others }, last];
}
