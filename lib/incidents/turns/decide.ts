import {
  channelsOf,
  EVERYBODY_AT_ONCE,
  type Plan,
  partOfKey,
  type Step,
  waitOf,
} from "@/lib/events/policies/plan";
import type { TurnEnding } from "@/lib/events/policies/turn-mutations";

/** A turn that is overdue by this much was left behind by workers that were away. */
const LEFT_BEHIND_MS = 10_000;
/** What cannot come now is looked at again after at most this long: a pause may end early. */
export const LOOK_AGAIN_MS = 60_000;

export type TurnDecision =
  /** Its channels are notified now. */
  | { kind: "tell" }
  /** Not yet; `untilMs` in heard time. */
  | { kind: "wait"; untilMs: number; why: "covered" | "blind" | "untried" | "unknown" }
  | { kind: "end"; ending: Exclude<TurnEnding, "told" | "nobody"> };

/** What becomes of a turn whose time has come. All in heard time. */
export function decideTurn({
  turn: { key, dueMs },
  plan,
  isOpen,
  held,
  coveredForMs,
  isAnyReached,
  isUntried,
  graceIntervalMs,
  hub: { heardMs, blindEndedHeardMs },
}: {
  turn: { key: string; dueMs: number };
  plan: Plan;
  isOpen: boolean;
  /** Somebody is on it. */
  held: "acknowledged" | "snoozed" | null;
  /** For how long the machine will still be paused; 0: it is not. */
  coveredForMs: number;
  /** Something of its incident has arrived somewhere. */
  isAnyReached: boolean;
  /** Of what was sent before, nothing has been tried yet. */
  isUntried: boolean;
  graceIntervalMs: number;
  hub: { heardMs: number; blindEndedHeardMs: number };
}): TurnDecision {
  if (!isOpen) return { kind: "end", ending: "over" };
  if (held !== null) return { kind: "end", ending: held };
  const part = partOfKey(key);
  // Left to the version that wrote it.
  if (part === null) return { kind: "wait", untilMs: heardMs + LOOK_AGAIN_MS, why: "unknown" };
  if (part.kind === "fallback" && isAnyReached) return { kind: "end", ending: "reached" };
  if (coveredForMs > 0)
    return { kind: "wait", untilMs: heardMs + Math.min(coveredForMs, LOOK_AGAIN_MS), why: "covered" };
  // After a blind interval nobody knows yet whether it lasts (as isDue of lib/heartbeat/decide.ts).
  const knownMs = Math.min(dueMs, blindEndedHeardMs) + 2 * graceIntervalMs;
  if (heardMs < knownMs) return { kind: "wait", untilMs: knownMs, why: "blind" };
  if (isUntried && heardMs - dueMs > LEFT_BEHIND_MS)
    return { kind: "wait", untilMs: heardMs + waitOf(plan, key), why: "untried" };
  return { kind: "tell" };
}

/** Whom a turn notifies: those who hear of the incident for the first time, and those who are reminded. */
export type Recipients = { first: number[]; again: number[] };

/** The channels of a turn. */
export function recipientsOf({
  key,
  plan,
  fallback,
  teamChannelIds,
  told,
}: {
  key: string;
  plan: Plan;
  /** The first step of the team's default policy. */
  fallback: Step;
  teamChannelIds: readonly number[];
  /** Those that have been notified of the incident, or still may be. */
  told: ReadonlySet<number>;
}): Recipients {
  const part = partOfKey(key);
  const isTold = (id: number) => told.has(id);
  if (part?.kind === "reminder") return { first: [], again: teamChannelIds.filter(isTold) };
  // A step that the plan does not have: the plan could not be read, and is everybody at once.
  const stepOf = (number: number) => plan.steps[number - 1] ?? EVERYBODY_AT_ONCE.steps[0];
  const step = part?.kind === "fallback" ? fallback : part && stepOf(part.number);
  const ids = step ? channelsOf(step, teamChannelIds) : [];
  const first = ids.filter((id) => !isTold(id));
  // What is still on its way there says it already.
  return { first, again: part?.kind === "fallback" ? [] : ids.filter(isTold) };
}
